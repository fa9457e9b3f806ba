import type { FastifyRequest } from "fastify";
import type { Database } from "../../db/database.ts";
import { parseIngestAuth } from "../../ingest/parse-ingest-auth.ts";
import { findReportingKey, type ReportingKey } from "../../organizations/reporting-key-store.ts";
import { ApiError } from "../api-error.ts";

/**
 * The key that an SDK reports with, when its DSN is one of ours.
 * @param envelopeDsn from the envelope's header, where the request itself names no key
 */
export async function getReportingKey(
  db: Database,
  request: FastifyRequest,
  projectId: number,
  envelopeDsn?: string,
): Promise<ReportingKey> {
  const auth = parseIngestAuth({
    query: request.query as Record<string, string | string[] | undefined>,
    headers: request.headers,
    envelopeDsn,
  });
  if (!auth) {
    throw new ApiError(
      401,
      "The request names no DSN key: send it as sentry_key in the query, in X-Sentry-Auth, as the user of HTTP Basic, or as dsn in the envelope's header.",
    );
  }
  const key = await findReportingKey(db, projectId, auth.publicKey);
  if (!key) {
    throw new ApiError(
      403,
      `The DSN is not one of project ${projectId}. Take it from the project's client keys.`,
    );
  }
  return key;
}
