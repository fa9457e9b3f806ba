import { connectWithAccessToken } from "../../world/connect.ts";
import type { Narrator } from "../narrator.ts";
import type { RelayWorld } from "./start-relay-world.ts";

/** What a build and the service may do at the team's Sentry. */
const SCOPES = ["org:read", "project:read", "project:releases", "event:write"];

interface Upstream {
  account: string;
  scopes: string[];
  missing: unknown[];
  status: string;
}

/** What the next chapters go on with. */
export interface Met {
  /** Number of the integration with Bitbucket. */
  integrationId: string;
  /** A token of the team's Sentry, as its builds have it. */
  buildToken: string;
}

/** Has the service relay to the team's Sentry, and connects it to Bitbucket. */
export async function meetSentry(narrator: Narrator, world: RelayWorld): Promise<Met> {
  narrator.chapter("2  The Sentry that the team has, and the service between");
  const { sentry, service } = world;
  let buildToken = "";
  let ownToken = "";
  await narrator.step("In the team's Sentry, make a token for each of the two", async (observe) => {
    buildToken = await makeToken(world, "builds");
    ownToken = await makeToken(world, "relay");
    observe(`${sentry.url}: scopes ${SCOPES.join(", ")}`);
  });
  await narrator.step("Have the service relay to it", async (observe) => {
    const path = "/organizations/acme/upstream/";
    const wanted = { url: sentry.url, organization: "acme", token: ownToken };
    const { account, status, missing } = await service.call<Upstream>("POST", path, wanted);
    if (missing.length > 0) throw new Error(`The token lacks ${JSON.stringify(missing)}`);
    observe(`${status}; it takes us for ${account}, and the token lacks nothing`);
  });
  let integrationId = "";
  await narrator.step("Connect the service to Bitbucket, with an access token", async (observe) => {
    integrationId = await connectWithAccessToken(world);
    observe(`the Sentry never hears of ${world.bitbucket.url}`);
  });
  return { integrationId, buildToken };
}

async function makeToken({ sentry }: RelayWorld, name: string): Promise<string> {
  const asked = { name, scopes: SCOPES };
  return (await sentry.api.call<{ token: string }>("POST", "/api-tokens/", asked)).token;
}
