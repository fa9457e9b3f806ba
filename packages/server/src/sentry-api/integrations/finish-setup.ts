import { z } from "zod";
import { findSession } from "../../accounts/session-store.ts";
import {
  InstallPipeline,
  type InstallPipelineDeps,
  type InstallResult,
} from "../../integrations/install-pipeline.ts";
import { getOrganization } from "../../organizations/organization-store.ts";
import type { Api } from "../api.ts";
import { readSessionCookie } from "../auth/session-cookie.ts";
import { logInstall } from "./log-install.ts";
import { SETUP_PAGE_POLICY, type SetupMessage, setupPageHtml } from "./setup-page.ts";
import { approvalPath, integrationPath } from "./web-ui-paths.ts";

const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": SETUP_PAGE_POLICY,
};

/**
 * `GET /extensions/bitbucket_server/setup/`: the browser's way back from Bitbucket. There is no API
 * token: what counts is the request token, which only Bitbucket and the pipeline know, and works once;
 * and the session, when the install was begun in one. Who is logged in here is led on to the web UI.
 */
export function setupPage(app: Api, deps: InstallPipelineDeps): void {
  const pipeline = new InstallPipeline(deps);
  app.get(
    "/extensions/bitbucket_server/setup/",
    {
      schema: {
        querystring: z.object({
          oauth_token: z.string().max(1_000).default(""),
          oauth_verifier: z.string().max(1_000).optional(),
        }),
      },
    },
    async (request, reply) => {
      const { oauth_token: oauthToken, oauth_verifier: oauthVerifier } = request.query;
      const secret = readSessionCookie(request);
      const session = secret && (await findSession(deps.db, secret, Date.now()));
      const sessionId = session ? session.id : null;
      const browser = { requestToken: oauthToken, sessionId, address: request.ip };
      const input = { oauthToken, oauthVerifier };
      const { result, pipeline: finished } = await pipeline.finish(browser, input);
      logInstall(request.log, result);
      const slug =
        session && finished && (await getOrganization(deps.db, finished.organizationId)).slug;
      if (result.kind === "complete" && slug) {
        return reply.redirect(integrationPath(slug, result.integration.id), 303);
      }
      const link = session ? toNext(slug, finished?.integrationId) : undefined;
      const message = { ...toMessage(result), link };
      return reply.status(message.status).headers(PAGE_HEADERS).send(setupPageHtml(message));
    },
  );
}

/**
 * @param slug of the organization whose install it is, if there is one
 * @param integrationId what was to be approved again
 */
function toNext(
  slug: string | undefined,
  integrationId: number | null | undefined,
): SetupMessage["link"] {
  if (!slug) return { href: "/", text: "See what is connected" };
  if (integrationId) {
    return { href: integrationPath(slug, integrationId), text: "Go back to the integration" };
  }
  return { href: approvalPath(slug, "bitbucket_server"), text: "Go back to the install" };
}

function toMessage(result: InstallResult): SetupMessage {
  switch (result.kind) {
    case "complete": {
      const text = `The service now uses ${result.integration.name}: the server, and the user it acts as there. You can close this window, and link the repositories whose commits you want.`;
      return { status: 200, title: "Bitbucket is connected", text };
    }
    case "none":
      return {
        status: 404,
        tone: "neutral",
        title: "There is nothing left to do here",
        text: "This approval has been used. If Bitbucket shows as connected in the list of integrations, all is well. If not, begin again, and come back in the browser in which you began.",
      };
    case "expired":
      return {
        status: 410,
        title: "This took too long",
        text: "The connection was begun more than an hour ago. Begin again.",
      };
    case "failed":
      return { status: 400, title: "Bitbucket is not connected", text: result.reason };
    case "invalid": {
      const text = `Bitbucket's answer is incomplete: ${describeFields(result.fields)} Begin again.`;
      return { status: 400, title: "Bitbucket is not connected", text };
    }
    case "advance":
    case "stay": {
      const text = `The next step is ${result.view.step}. Go back to where you began.`;
      return { status: 200, title: "One step more", text };
    }
  }
}

function describeFields(fields: Record<string, string[]>): string {
  return Object.entries(fields)
    .map(([field, sentences]) => `${field}: ${sentences.join(" ")}`)
    .join(" ");
}
