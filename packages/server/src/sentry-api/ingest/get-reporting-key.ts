import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import { toRowId } from "../../db/row-id.ts";
import { parseIngestAuth } from "../../ingest/parse-ingest-auth.ts";
import { findReportingKey, type ReportingKey } from "../../organizations/reporting-key-store.ts";
import { ApiError } from "../api-error.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** That of the DSN in its query or a header; found before the body is read. */
    reportingKey: ReportingKey | undefined;
  }
}

/** Notes the key that a request names in its query or a header, before its body is read. */
export function noteReportingKey(db: Database) {
  return async (request: FastifyRequest): Promise<void> => {
    const { projectId } = request.params as { projectId: string };
    request.reportingKey = await findKey(db, request, toRowId(projectId));
  };
}

/** The same, where a request has no other place to name it. */
export function requireReportingKey(db: Database) {
  const note = noteReportingKey(db);
  return async (request: FastifyRequest): Promise<void> => {
    await note(request);
    getReportingKey(request);
  };
}

/** @throws ApiError 401 when the request named no key of a DSN */
export function getReportingKey({ reportingKey }: FastifyRequest): ReportingKey {
  if (reportingKey) return reportingKey;
  throw new ApiError(
    401,
    "The request names no DSN key: send it as sentry_key in the query, in X-Sentry-Auth, as the user of HTTP Basic, or as dsn in the envelope's header.",
  );
}

/**
 * @param envelopeDsn from the envelope's header, where the request itself names no key
 * @returns undefined when no key is named
 * @throws ApiError 403 when the DSN is none of ours
 */
export async function findKey(
  db: Database,
  { query, headers }: FastifyRequest,
  projectId: number,
  envelopeDsn?: string,
): Promise<ReportingKey | undefined> {
  const values = query as Record<string, string | string[] | undefined>;
  const auth = parseIngestAuth({ query: values, headers, envelopeDsn });
  if (!auth) return undefined;
  const key = await findReportingKey(db, projectId, auth.publicKey);
  if (key) return key;
  const sentence = `The DSN is not one of project ${projectId}. Take it from the project's client keys.`;
  throw new ApiError(403, sentence);
}
