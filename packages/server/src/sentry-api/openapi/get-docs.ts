import type { Api } from "../api.ts";
import type { OpenApiDocument } from "./document.ts";

/** `GET /api/docs`: the document as a page to read. */
export function getDocs(app: Api, getDocument: () => Promise<OpenApiDocument>): void {
  app.get("/api/docs", async (_request, reply) => {
    const { DOCS_PAGE_POLICY, docsPageHtml } = await import("./docs-page.ts");
    return reply
      .headers({
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": DOCS_PAGE_POLICY,
      })
      .send(docsPageHtml(await getDocument()));
  });
}
