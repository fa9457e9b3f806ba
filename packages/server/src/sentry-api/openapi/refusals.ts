import type { FastifySchema, RouteOptions } from "fastify";
import type { z } from "zod";
import { errorAnswer } from "@sentry-bitbucket-server/api-contract/error";
import type { Operation } from "../operations/operation.ts";

type Refusals = Partial<Record<number, z.ZodType>>;

/** What Fastify knows of a route. */
interface Route {
  schema?: FastifySchema | undefined;
  method: RouteOptions["method"];
  url: string | undefined;
  /** In bytes; Fastify's own is 1 MiB. */
  bodyLimit?: number | undefined;
}

const of = (description: string) => errorAnswer.describe(description);

/** How an operation may fail: as all may, by what it is asked with, and in its own ways. */
export function refusalsOf(
  { schema, url, method, bodyLimit }: Route,
  { takesDsn, isOpen, refusals = {} }: Operation,
): Refusals {
  if (takesDsn) return INGEST_REFUSALS;
  return {
    400: of("The request is wrong, or Bitbucket refused it."),
    ...(isOpen ? {} : { 401: of("There is no token and no session, or it is not known.") }),
    403: of("The caller has none of the scopes, or another site's page has made the request."),
    ...(schema?.params ? { 404: of("There is no such thing, or not for this caller.") } : {}),
    ...(schema?.params && url?.includes("/:project/") ? movesOf(method) : {}),
    ...(method === "GET" ? {} : bodyRefusalsOf(bodyLimit)),
    ...Object.fromEntries(Object.entries(refusals).map(([status, why]) => [status, of(why)])),
  };
}

/** How the former slug of a project is answered, see `projects/project-moved.ts`. */
function movesOf(method: Route["method"]): Refusals {
  return {
    [method === "GET" ? 302 : 308]: of("The project was renamed: `Location` is its address now."),
    410: of("The project was renamed, and sentry-cli asks, which follows no redirect."),
  };
}

const MIB = 1024 * 1024;

function bodyRefusalsOf(bodyLimit = MIB): Refusals {
  return {
    413: of(`The body is larger than ${bodyLimit / MIB} MB.`),
    415: of("The body is said to be something else than JSON."),
  };
}

const INGEST_REFUSALS: Refusals = {
  400: of("It is no envelope or event, or its content encoding cannot be undone."),
  401: of("The request names no DSN key."),
  403: of("The key is not one of the project, or is switched off."),
  413: of("The body is larger than 20 MB, 100 MB when unpacked, or an event is larger than 1 MB."),
  415: of("The content encoding is none of gzip, deflate, br and zstd."),
  429: of(
    "The key has sent too many events. `X-Sentry-Rate-Limits` and `Retry-After` say for how many seconds it is to be silent; SDKs heed them by themselves.",
  ),
};
