interface IngestAuth {
  /** The public part of a project key (DSN): 32 hex digits, lower case. */
  publicKey: string;
  /** Name and version of the SDK, such as `sentry.python/1.9.10`. */
  client?: string;
}

type Values = Record<string, string | string[] | undefined>;

/**
 * Who sends events. SDKs say so in a header (`X-Sentry-Auth`, or `Authorization`, both `Sentry sentry_key=…,
 * sentry_client=…`), as the user of HTTP Basic, in the query (`?sentry_key=…`, as browsers do, to need no
 * CORS preflight), or only in the `dsn` of the envelope's header; the first that has a key counts.
 *
 * @param request.headers names in lower case
 */
export function parseIngestAuth(request: {
  query: Values;
  headers: Values;
  envelopeDsn?: string | undefined;
}): IngestAuth | undefined {
  const authorization = first(request.headers["authorization"]);
  return (
    toAuth(parseHeader(first(request.headers["x-sentry-auth"]))) ??
    toAuth(parseHeader(authorization)) ??
    toAuth(new Map([["sentry_key", parseBasicUser(authorization)]])) ??
    toAuth(new Map(Object.entries(request.query).map(([name, value]) => [name, first(value)]))) ??
    toAuth(new Map([["sentry_key", URL.parse(request.envelopeDsn ?? "")?.username]]))
  );
}

function toAuth(fields: Map<string, string | undefined>): IngestAuth | undefined {
  const publicKey = fields.get("sentry_key")?.toLowerCase();
  if (publicKey === undefined || !/^[0-9a-f]{32}$/.test(publicKey)) return undefined;
  const client = fields.get("sentry_client")?.slice(0, 200);
  return { publicKey, ...(client && { client }) };
}

/** `Sentry sentry_key=abc, sentry_version=7` → its fields; none when the scheme is another one. */
function parseHeader(value: string | undefined): Map<string, string> {
  const [, list = ""] = /^sentry\s(.*)$/i.exec(value ?? "") ?? [];
  return new Map(
    list.split(",").map((field) => {
      const [name = "", text = ""] = field.split("=", 2);
      return [name.trim(), text.trim()];
    }),
  );
}

/** What HTTP clients make of a DSN that they are given as an address: its user part, base64. */
function parseBasicUser(value: string | undefined): string | undefined {
  const [, credentials] = /^basic\s+(\S+)$/i.exec(value ?? "") ?? [];
  if (credentials === undefined) return undefined;
  return Buffer.from(credentials, "base64").toString("utf8").split(":", 1)[0];
}

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
