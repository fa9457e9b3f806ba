import type { IncomingMessage, RequestListener } from "node:http";
import type { Service } from "../world/start-service.ts";
import { startTestService } from "../world/start-test-world.ts";
import { startSpyUpstream } from "./spy-upstream.ts";

/** A service whose organization relays to a spy. */
export interface SpiedRelay extends Service {
  spy: { url: string; seen: IncomingMessage[] };
  /** Where the service has the API of the organization `spied`, for whom it passes calls on. */
  url: string;
}

/** What a caller shows who is nobody to us. */
export const authorization = "Bearer callers-own";

/** For one test. @param listener how the spy answers callers */
export async function startSpiedRelay(listener: RequestListener): Promise<SpiedRelay> {
  const spy = await startSpyUpstream(listener);
  const service = await startTestService({});
  const body = { url: spy.url, organization: "spied", token: "our-own-token" };
  await service.service.call("POST", "/organizations/acme/upstream/", body);
  return { ...service, spy, url: `${service.serviceUrl}/api/0/organizations/spied` };
}
