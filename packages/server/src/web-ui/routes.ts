import { join } from "node:path";
import type { Api } from "../sentry-api/api.ts";
import { answerAsset } from "./answer-asset.ts";
import { answerPage } from "./answer-page.ts";

/** Where `npm run build` puts the UI. */
const UI_FOLDER = join(import.meta.dirname, "../../ui");

/** The other rooms of this house: a browser that asks there for what is not there is told so by them. */
const NO_PAGES = /^\/(?:api|extensions|healthz|_health|readyz|metrics)(?:\/|$)/;

/**
 * The web UI: its files, and one page for every address that a browser opens, since what is to be
 * seen there is decided in the browser. Everything else is not found, as without a UI.
 * @param folder that the UI was built into
 */
export function webUiRoutes(app: Api, { folder = UI_FOLDER }: { folder?: string } = {}): void {
  app.get<{ Params: { name: string } }>("/assets/:name", (request, reply) =>
    answerAsset(folder, request, reply),
  );
  app.get<{ Params: { "*": string } }>("/*", (request, reply) => {
    const asksForPage = (request.headers.accept ?? "").includes("text/html");
    if (!asksForPage || NO_PAGES.test(`/${request.params["*"]}`)) return reply.callNotFound();
    return answerPage(folder, reply);
  });
}
