import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Access, Located } from "../http/access.ts";
import { BitbucketError } from "../http/bitbucket-error.ts";
import { askForCredentials } from "../http/error-handler.ts";
import { answerUnknown } from "../http/unknown-routes.ts";
import type { Instance } from "../instance.ts";
import { acceptsHtml } from "../http/accepts-html.ts";
import { commitPage } from "./commit-page.ts";
import { html, page } from "./html.ts";
import { sendPage } from "./send-page.ts";
import { sourcePage } from "./source-page.ts";

/** Gives the markup of a page of one repository. */
type Render = (request: FastifyRequest, instance: Instance, located: Located) => Promise<string>;

/** What others link to: `/browse/{path}?at=#12` and `/commits/{id}`; `app` is prefixed with the repository. */
export function registerRepositoryPages(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
): void {
  const show = (render: Render) => async (request: FastifyRequest, reply: FastifyReply) => {
    if (!acceptsHtml(request)) return answerUnknown(request, reply);
    try {
      const located = access.repository(request, "REPO_READ");
      return sendPage(reply, 200, await render(request, instance, located));
    } catch (error) {
      if (!(error instanceof BitbucketError)) throw error;
      if (error.status === 401) askForCredentials(request, reply);
      const refusal = page(html`This cannot be shown`, html`<p>${error.message}</p>`);
      return sendPage(reply, error.status, refusal);
    }
  };
  const config = { producesAnything: true };
  app.get("/browse", { config }, show(sourcePage));
  app.get("/browse/*", { config }, show(sourcePage));
  app.get("/commits/:commitId", { config }, show(commitPage));
}
