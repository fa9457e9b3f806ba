import type { Database } from "../src/db/database.ts";
import { saveIdentity } from "../src/integrations/identity-store.ts";
import { saveIntegration } from "../src/integrations/integration-store.ts";
import { insertRepository } from "../src/integrations/link-store.ts";
import { SecretBox } from "../src/integrations/secret-box.ts";
import { createOwner } from "../src/organizations/organization-store.ts";

export const secretBox = new SecretBox("k".repeat(64));

/** Nobody listens there. */
const HOST = "127.0.0.1:1";

/** Makes the organization `acme`, number 1, of an empty database. */
export async function addOrganization(db: Database): Promise<void> {
  const account = { organization: "acme", email: "admin@localhost", passwordHash: "" };
  await createOwner(db, { ...account, resolveOn: "default-branch" });
}

/**
 * Connects an organization to a Bitbucket that does not answer.
 * @returns the integration's number
 */
export async function addIntegration(
  db: Database,
  { organizationId = 1, host = HOST } = {},
): Promise<number> {
  const { id } = await saveIntegration(db, {
    organizationId,
    provider: "bitbucket_server",
    externalId: host,
    name: host,
    metadata: { baseUrl: `http://${host}`, domainName: host, verifySsl: true },
  });
  const identity = { type: "accessToken" as const, token: "t" };
  await saveIdentity(db, secretBox, { integrationId: id, identity });
  return id;
}

interface LinkedRepository {
  organizationId?: number;
  integrationId: number;
  host?: string;
  projectKey?: string;
  slug: string;
  externalId: string;
  secret: string;
}

/** Links a repository without a word to Bitbucket. @returns its number */
export async function addRepository(db: Database, linked: LinkedRepository): Promise<number> {
  const { organizationId = 1, host = HOST, projectKey = "SHOP", slug } = linked;
  const name = `${projectKey}/${slug}`;
  const added = await insertRepository(db, secretBox, {
    ...linked,
    organizationId,
    host,
    name,
    projectKey,
    url: `http://${host}/projects/${projectKey}/repos/${slug}/browse`,
    cloneUrl: null,
    sshCloneUrl: null,
    hookDetail: "",
  });
  if (!("repository" in added)) throw new Error(`${name} is linked already`);
  return added.repository.id;
}
