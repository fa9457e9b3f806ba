import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { hookSecretPurpose } from "@sentry-bitbucket-server/server/hook-secret-store";
import { SecretBox } from "@sentry-bitbucket-server/server/secret-box";

/**
 * Links repositories to a Bitbucket that nobody asks anything, in the data of a service that is not
 * running.
 * @returns the paths that their webhooks call
 */
export function addHooks(folder: string, secret: string, count: number): string[] {
  const secretBox = new SecretBox(readFileSync(join(folder, "secret-key"), "utf8").trim());
  using database = new DatabaseSync(join(folder, "sentry-bitbucket-server.sqlite"));
  const now = Date.now();
  database
    .prepare(
      `insert into integrations
         (id, organization_id, provider, external_id, name, metadata, created_at, updated_at)
       values (1, 1, 'bitbucket_server', 'bench', 'bench', '{"baseUrl":"http://127.0.0.1:1"}', ?, ?)`,
    )
    .run(now, now);
  const insert = database.prepare(
    `insert into repositories
       (id, organization_id, integration_id, external_id, name, project_key, slug, url,
        sealed_hook_secret, hook_state, created_at, updated_at)
     values (?1, 1, 1, ?1, 'SHOP/' || ?1, 'SHOP', ?1, '', ?2, 'alive', ?3, ?3)`,
  );
  return Array.from({ length: count }, (_, index) => {
    const id = index + 1;
    insert.run(id, secretBox.seal(secret, hookSecretPurpose(id)), now);
    return `/extensions/bitbucket-server/organizations/1/webhook/1/?repository=${id}`;
  });
}
