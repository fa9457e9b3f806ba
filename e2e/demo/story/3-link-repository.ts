import { eventually } from "../../world/eventually.ts";
import type { Narrator } from "../narrator.ts";
import type { World } from "../../world/start-world.ts";

interface LinkedRepository {
  id: string;
  name: string;
  hook: { state: string; detail: string | null; lastSeen: string | null };
}

interface Page<T> {
  values: T[];
}

interface Webhook {
  id: number;
  url: string;
  events: string[];
  active: boolean;
}

/**
 * Finds SHOP/storefront and links it, so that its pushes are taken from now on.
 * @returns the number of the linked repository
 */
export async function linkRepository(
  narrator: Narrator,
  world: World,
  integrationId: string,
): Promise<string> {
  narrator.chapter("3  Link the repository");
  const { service } = world;
  await narrator.step("Search repositories through the service", async (observe) => {
    for (const query of ["storefront", "SHOP", "shop/store"]) {
      const { repos } = await service.call<{ repos: { identifier: string }[] }>(
        "GET",
        `/organizations/acme/integrations/${integrationId}/repos/?search=${encodeURIComponent(query)}`,
      );
      const names = repos.map((repo) => repo.identifier);
      if (!names.includes("SHOP/storefront")) throw new Error(`"${query}" does not find it`);
      observe(`"${query}" finds ${names.join(", ")}`);
    }
  });
  let linked: LinkedRepository | undefined;
  await narrator.step("Link SHOP/storefront", async (observe) => {
    linked = await service.call<LinkedRepository>("POST", "/organizations/acme/repos/", {
      provider: "integrations:bitbucket_server",
      installation: integrationId,
      identifier: "SHOP/storefront",
    });
    const hooks = await world.bitbucket.call<Page<Webhook>>(
      "GET",
      "/rest/api/1.0/projects/SHOP/repos/storefront/webhooks",
    );
    const [hook] = hooks.values;
    if (!hook?.active) throw new Error("Bitbucket has no webhook of ours");
    observe(`its webhook in Bitbucket: ${hook.events.join(", ")} to ${new URL(hook.url).pathname}`);
  });
  await narrator.step(
    "Bitbucket's own test of the webhook reaches the service",
    async (observe) => {
      const path = `/organizations/acme/repos/${linked?.id}/`;
      const { hook } = await eventually("a signed ping", async () => {
        const repository = await service.call<LinkedRepository>("GET", path);
        return repository.hook.lastSeen !== null && repository;
      });
      observe(`webhook ${hook.state}: signed ping taken at ${hook.lastSeen}`);
    },
  );
  if (!linked) throw new Error("Nothing was linked");
  return linked.id;
}
