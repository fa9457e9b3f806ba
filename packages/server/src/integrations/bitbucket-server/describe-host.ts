import type { BitbucketServerClient } from "@sentry-bitbucket-server/bitbucket-client";
import type { HostDescription } from "../types.ts";

export async function describeHost(client: BitbucketServerClient): Promise<HostDescription> {
  const [{ displayName, version }, account, time] = await Promise.all([
    client.getApplicationProperties(),
    client.whoAmI(),
    client.getServerTime(),
  ]);
  return {
    product: `${displayName ?? "Bitbucket"} ${version}`,
    ...(account !== undefined && { account }),
    ...(time !== undefined && { time }),
  };
}
