import { onTestFinished } from "vitest";
import { checkObserved } from "../world/observe-services.ts";
import type { Service } from "../world/start-service.ts";
import { startTestService } from "../world/start-test-world.ts";

/** Two services: what one relays to, and the one that relays. */
export interface TwoSentrys {
  /** With the built-in tracker, an organization `upstream-org` and a project `shop`. */
  upstream: Service;
  /** A token of the upstream with these scopes, or with all. */
  makeToken: (scopes?: string[]) => Promise<string>;
  /** Its organization is `acme`. */
  relay: Service;
}

export const UPSTREAM_ORG = "upstream-org";

/** Both, for one test; nothing is connected yet. @param environment of the one that relays */
export async function startTwoSentrys(
  environment: Record<string, string> = {},
): Promise<TwoSentrys> {
  // What was answered and asked is checked when both have ended: what is registered first comes last.
  onTestFinished(() => checkObserved());
  const upstream = await startTestService({ ORGANIZATION: UPSTREAM_ORG });
  const relay = await startTestService(environment);
  const made = { name: "shop", slug: "shop" };
  await upstream.service.call("POST", `/organizations/${UPSTREAM_ORG}/projects/`, made);
  return { upstream, relay, makeToken: (scopes) => makeToken(upstream, scopes) };
}

const ALL = [
  "org:read",
  "org:ci",
  "project:read",
  "project:write",
  "project:releases",
  "event:read",
  "event:write",
];

async function makeToken({ service }: Service, scopes = ALL): Promise<string> {
  const asked = { name: "relay", scopes };
  const { token } = await service.call<{ token: string }>("POST", "/api-tokens/", asked);
  return token;
}

/** Has `acme` relay. @returns what that was answered */
export function connect(
  { upstream, relay }: TwoSentrys,
  token: string,
  more: object = {},
): ReturnType<Service["service"]["send"]> {
  const body = { url: upstream.serviceUrl, organization: UPSTREAM_ORG, token, ...more };
  return relay.service.send("POST", "/organizations/acme/upstream/", body);
}
