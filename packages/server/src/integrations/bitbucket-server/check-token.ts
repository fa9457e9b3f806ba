import { BitbucketError, BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import { endSentence } from "../end-sentence.ts";
import type { HostCheck } from "../host-check.ts";
import type { InstallationConfig } from "./installation-config.ts";
import { type Outbound, toConnection } from "./to-connection.ts";

/** Bitbucket tells nobody what a token may do, but lists repositories by what the caller may do with them. */
const NEEDED = [
  { name: "REPO_READ", neededFor: "Reading commits, changed files, branches and tags." },
  { name: "REPO_ADMIN", neededFor: "Linking a repository, which gives it a webhook." },
] as const;

const ADMINISTERS_NOTHING = `The token may not administer any repository in Bitbucket, and a webhook needs that. Make one with the permission "Repository admin", as a user who administers the repositories.`;

/** Asks as the token, changing nothing. */
export async function checkToken(
  address: InstallationConfig["address"],
  token: string,
  outbound: Outbound,
): Promise<Pick<HostCheck, "ok" | "code" | "detail" | "token">> {
  const connection = toConnection(address, outbound);
  const client = new BitbucketServerClient(connection, { type: "accessToken", token });
  try {
    const account = (await client.whoAmI()) ?? null;
    const permissions = await Promise.all(
      NEEDED.map(async (needed) => ({ ...needed, has: await hasAny(client, needed.name) })),
    );
    const ok = permissions.every(({ has }) => has);
    const trouble = { code: "administers_nothing", detail: ADMINISTERS_NOTHING };
    return {
      ok,
      ...(ok ? { code: null, detail: null } : trouble),
      token: { account, permissions },
    };
  } catch (error) {
    if (!(error instanceof BitbucketError)) throw error;
    const detail = `Could not use the access token with Bitbucket. ${endSentence(error.message)}`;
    return { ok: false, code: error.code, detail, token: { account: null, permissions: [] } };
  } finally {
    await client.close();
  }
}

async function hasAny(
  client: BitbucketServerClient,
  permission: (typeof NEEDED)[number]["name"],
): Promise<boolean> {
  for await (const _ of client.getRepos({ permission })) return true;
  return false;
}
