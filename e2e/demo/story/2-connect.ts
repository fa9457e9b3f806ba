import { connectWithAccessToken } from "../../world/connect.ts";
import { basic } from "../../world/json-client.ts";
import type { Narrator } from "../narrator.ts";
import type { World } from "../../world/start-world.ts";

const PIPELINE = "/organizations/acme/pipeline/integration_pipeline/";

interface PipelineAnswer {
  status?: string;
  step?: string;
  data: Record<string, string>;
}

interface Integration {
  id: string;
  name: string;
  status: string;
}

/** @returns the number of the integration that was connected with OAuth */
export async function connect(narrator: Narrator, world: World): Promise<string> {
  narrator.chapter("2  Connect the service to Bitbucket");
  await narrator.step("With OAuth 1.0a: application link, request token, approval", (observe) =>
    connectWithOAuth(world, observe),
  );
  await narrator.step("A second time, with an HTTP access token", async (observe) => {
    await connectWithAccessToken(world);
    const integrations = await listIntegrations(world);
    if (integrations.length !== 2) throw new Error("The second integration is not there");
    observe(`the organization has ${integrations.length} integrations now`);
  });
  const [first] = await listIntegrations(world);
  if (!first) throw new Error("The service lists no integration");
  return first.id;
}

async function connectWithOAuth(world: World, observe: (line: string) => void): Promise<void> {
  const pipeline = (body: unknown) => world.service.call<PipelineAnswer>("POST", PIPELINE, body);
  await pipeline({ action: "initialize", provider: "bitbucket_server" });
  const { data } = await pipeline({ action: "generateKeyPair" });
  observe("the service made an RSA key pair and shows its public half");
  await world.bitbucket.call("POST", "/sandbox/oauth/consumers", {
    consumerKey: data["consumerKey"],
    name: "Sentry",
    publicKey: data["publicKey"],
    callbackUrl: data["callbackUrl"],
  });
  observe("Bitbucket's administrator made the application link");
  const next = await pipeline({ url: world.bitbucket.url, consumerKey: data["consumerKey"] });
  const page = await approveInBrowser(next.data["oauthUrl"] ?? "");
  observe(`approved in Bitbucket; the way back says: ${page}`);
  const integrations = await listIntegrations(world);
  if (integrations.length !== 1) throw new Error("The integration is not there");
  observe(`integration ${integrations[0]?.name} is ${integrations[0]?.status}`);
}

/** What a browser does: opens the page, sends its form with the approving button, goes where it is sent. */
async function approveInBrowser(oauthUrl: string): Promise<string> {
  const authorization = basic("admin", "admin");
  const page = await (await fetch(oauthUrl, { headers: { authorization } })).text();
  const form = new URLSearchParams({ approve: "Allow" });
  for (const [, name = "", value = ""] of page.matchAll(
    /type="hidden" name="([^"]*)" value="([^"]*)"/g,
  )) {
    form.set(name, unescapeHtml(value));
  }
  const approved = await fetch(oauthUrl, {
    method: "POST",
    headers: { authorization },
    body: form,
    redirect: "manual",
  });
  const location = approved.headers.get("location");
  if (!location) throw new Error(`Bitbucket did not send the browser back (${approved.status})`);
  const back = await fetch(location);
  const html = await back.text();
  const heading = /<h1[^>]*>([^<]*)</.exec(html)?.[1] ?? html;
  if (!back.ok) throw new Error(`The way back answered ${back.status}: ${heading}`);
  return heading;
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

function listIntegrations(world: World): Promise<Integration[]> {
  return world.service.call<Integration[]>("GET", "/organizations/acme/integrations/");
}
