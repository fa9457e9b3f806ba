import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { ProviderRegistry } from "../../integrations/registry.ts";
import { listRepositories } from "../../integrations/repository-store.ts";
import { askAsCaller } from "../../upstream/pass-through/ask-as-caller.ts";
import type { RelayConnections } from "../../upstream/pass-through/relay-connections.ts";
import type { Upstream } from "../../upstream/types.ts";
import { isSentryCli } from "../is-sentry-cli.ts";
import { listProvidersOf } from "../repositories/list-providers-of.ts";
import { toCliRepositories } from "../repositories/to-cli-repositories.ts";
import { toSentryRepository } from "../repositories/to-sentry-repository.ts";
import { answerAsUpstream } from "./answer-as-upstream.ts";

export interface RelayRepositoriesDeps {
  db: Database;
  registry: ProviderRegistry;
  relayConnections: RelayConnections;
}

const listSchema = z.array(z.looseObject({ name: z.string() }));

/**
 * Answers `GET …/repos/` with the upstream's repositories and, before those of its first page, ours: so
 * `set-commits --auto` knows a clone from Bitbucket. What the upstream knows of ours by name alone is left out.
 */
export async function relayRepositories(
  deps: RelayRepositoriesDeps,
  upstream: Upstream,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const connection = deps.relayConnections.get(upstream);
  const caller = { request: request.raw, response: reply.raw };
  const answer = await askAsCaller(connection, upstream, caller);
  const theirs = answer.status === 200 ? parseList(answer.body) : undefined;
  if (!theirs) return answerAsUpstream(reply, answer);
  const query = new URL(request.url, request.server.publicUrl).searchParams;
  const ours = (await listOurs(deps, upstream.organizationId, request)).filter(isAskedFor(query));
  const names = new Set(ours.map(({ name }) => name.toLowerCase()));
  const others = theirs.filter(({ name }) => !names.has(name.toLowerCase()));
  const shown = isFirstPage(query) ? [...ours, ...others] : others;
  return answerAsUpstream(reply, { ...answer, body: JSON.stringify(shown) });
}

function parseList(body: string): z.infer<typeof listSchema> | undefined {
  try {
    return listSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** sentry-cli begins with an empty cursor, others with `0:0:0`, which is a first page as Sentry writes it. */
const isFirstPage = (query: URLSearchParams): boolean =>
  /^(?:\d+:0:0)?$/.test(query.get("cursor") ?? "");

/** As the upstream filters its own. Ours are active, and of none of its integrations. */
function isAskedFor(query: URLSearchParams): (repository: { name: string }) => boolean {
  const part = (query.get("query") ?? "").toLowerCase();
  const isOther = (query.get("status") || "active") !== "active" || query.has("integration_id");
  return ({ name }) => !isOther && name.toLowerCase().includes(part);
}

async function listOurs(
  { db, registry }: RelayRepositoriesDeps,
  organizationId: number,
  { headers }: FastifyRequest,
) {
  const providers = await listProvidersOf(db, registry, organizationId);
  const serialize = isSentryCli(headers["user-agent"]) ? toCliRepositories : toSentryRepository;
  const repositories = await listRepositories(db, organizationId);
  return repositories.flatMap((repository) =>
    serialize(repository, providers(repository.integrationId)),
  );
}
