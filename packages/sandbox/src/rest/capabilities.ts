import type { FastifyInstance } from "fastify";
import { eventKeys } from "../webhooks/event-keys.ts";
import type { Links } from "../wire/links.ts";

/** `/rest/capabilities` and what it points to, as far as the sandbox serves it. Open to anybody. */
export function registerCapabilities(app: FastifyInstance, links: Links): void {
  app.get("/capabilities", async () => ({
    links: { self: `${links.baseUrl}/rest/capabilities` },
    application: "stash",
    buildDate: "2024-11-13T00:00:00Z",
    capabilities: { webhooks: `${links.baseUrl}/rest/webhooks/latest/capabilities` },
  }));
  for (const version of ["1.0", "latest"]) {
    app.get(`/webhooks/${version}/capabilities`, async () => ({
      "application-webhooks": eventKeys,
    }));
  }
}
