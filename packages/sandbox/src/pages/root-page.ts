import type { FastifyInstance } from "fastify";
import { answerUnknown } from "../http/unknown-routes.ts";
import { acceptsHtml } from "../http/accepts-html.ts";
import { html, page } from "./html.ts";
import { sendPage } from "./send-page.ts";

/** Shows who opens the sandbox in a browser what it is, and what to do in place of the product's own pages. */
export function registerRootPage(app: FastifyInstance, baseUrl: () => string): void {
  app.get("/", (request, reply) => {
    if (!acceptsHtml(request)) return answerUnknown(request, reply);
    return sendPage(reply, 200, rootPage(baseUrl()));
  });
}

const JSON_BODY = "-H content-type:application/json";

function rootPage(url: string): string {
  const token = [
    `curl -u admin:admin -X PUT ${JSON_BODY} ${url}/rest/access-tokens/1.0/users/admin`,
    `  -d '{"name":"Sentry","permissions":["PROJECT_ADMIN","REPO_ADMIN"]}'`,
  ].join(" \\\n");
  const consumer = [
    "CONSUMER_KEY='the Consumer Key'",
    "PUBLIC_KEY='the Public Key, with its BEGIN and END lines'",
    `curl ${JSON_BODY} ${url}/sandbox/oauth/consumers \\`,
    `  -d '{"name":"Sentry","consumerKey":"'"$CONSUMER_KEY"'","publicKey":"'"$(printf '%s' "$PUBLIC_KEY" | awk '{printf "%s\\\\n", $0}')"'"}'`,
  ].join("\n");
  const projects = `curl -u admin:admin ${url}/rest/api/1.0/projects`;
  return page(
    html`A Bitbucket Server made of git`,
    html`<p>This is the sandbox: it answers a client as Bitbucket Server does (REST, OAuth, access tokens, webhooks, git),
and has few pages: this one, that on which OAuth is allowed, and those of commits and files, which others link to. Do by these commands what is done in Bitbucket's own
pages, on the machine on which the sandbox runs. The user is <code>admin</code>, with the password <code>admin</code>.</p>
<h2>Make an HTTP access token</h2>
<p>The answer has it as <code>token</code>.</p>
<pre>${token}</pre>
<h2>Register an OAuth consumer</h2>
<p>In place of the application link. Both keys are those that the install page of Sentry shows.</p>
<pre>${consumer}</pre>
<h2>See its projects</h2>
<pre>${projects}</pre>
`,
  );
}
