import type { Database } from "../src/db/database.ts";
import { saveIdentity } from "../src/integrations/identity-store.ts";
import { saveIntegration } from "../src/integrations/integration-store.ts";
import { insertRepository } from "../src/integrations/link-store.ts";
import { SecretBox } from "../src/integrations/secret-box.ts";
import { createOwner } from "../src/organizations/organization-store.ts";

export const secretBox = new SecretBox("k".repeat(64));

/** Nobody listens there. */
const HOST = "127.0.0.1:1";

/**
 * Makes an organization with an integration of a Bitbucket that does not answer.
 * @returns the integration's number; the organization's is 1
 */
export async function addIntegration(db: Database): Promise<number> {
  const account = { organization: "acme", email: "admin@localhost", passwordHash: "" };
  await createOwner(db, { ...account, resolveOn: "default-branch" });
  const { id } = await saveIntegration(db, {
    organizationId: 1,
    provider: "bitbucket_server",
    externalId: HOST,
    name: HOST,
    metadata: { baseUrl: `http://${HOST}`, domainName: HOST, verifySsl: true },
  });
  const identity = { type: "accessToken" as const, token: "t" };
  await saveIdentity(db, secretBox, { integrationId: id, identity });
  return id;
}

/** Links `SHOP/{slug}` without a word to Bitbucket. @returns the repository's number */
export async function addRepository(
  db: Database,
  repository: { integrationId: number; slug: string; externalId: string; secret: string },
): Promise<number> {
  const { slug } = repository;
  const added = await insertRepository(db, secretBox, {
    ...repository,
    organizationId: 1,
    name: `SHOP/${slug}`,
    projectKey: "SHOP",
    url: `http://${HOST}/projects/SHOP/repos/${slug}/browse`,
    cloneUrl: null,
    hookDetail: "",
    host: HOST,
  });
  if (!("repository" in added)) throw new Error(`SHOP/${slug} is linked already`);
  return added.repository.id;
}
