import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { connectWithAccessToken, linkRepository } from "../world/connect.ts";
import { type CreatedRepository, createRepository } from "../world/create-repository.ts";
import { JsonClient } from "../world/json-client.ts";
import { startTestBitbucket } from "../world/start-test-world.ts";
import { connect, startTwoSentrys, type TwoSentrys, UPSTREAM_ORG } from "./two-sentrys.ts";

/** Bitbucket behind the service, and a Sentry to which that relays. */
export interface RelayedWorld extends TwoSentrys, CreatedRepository {
  bitbucket: JsonClient;
  /** Of the repository that is linked. */
  repositoryId: string;
  /** A token of the upstream, as a build has it. */
  token: string;
  /** The upstream's API below the organization, asked there. */
  there<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The same, asked through the service with the build's token. */
  through: JsonClient;
}

/** With `SHOP/storefront` linked, for one test. */
export async function startRelayedWorld(): Promise<RelayedWorld> {
  const both = await startTwoSentrys();
  const { bitbucket } = await startTestBitbucket();
  const folder = mkdtempSync(join(tmpdir(), "sentry-bitbucket-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const created = await createRepository({ bitbucket, folder }, "SHOP", "storefront");
  const token = await both.makeToken();
  const connected = await connect(both, token);
  if (connected.status !== 201) throw new Error(`Cannot connect: ${connected.text}`);
  const integrationId = await connectWithAccessToken({ service: both.relay.service, bitbucket });
  const repositoryId = await linkRepository(both.relay, integrationId, "SHOP/storefront");
  return {
    ...both,
    ...created,
    bitbucket,
    repositoryId,
    token,
    there: (method, path, body) =>
      both.upstream.service.call(method, `/organizations/${UPSTREAM_ORG}/${path}`, body),
    through: new JsonClient(`${both.relay.serviceUrl}/api/0`, `Bearer ${token}`),
  };
}
