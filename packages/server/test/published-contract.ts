import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import { findOracles } from "./find-oracles.ts";
import { isDefect } from "./published-defects.ts";

export interface PublishedDocument {
  paths: Record<string, Record<string, Operation>>;
}

export interface Operation {
  security?: Record<string, string[]>[];
  parameters?: { in: string; name: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }>; required?: boolean };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** An answer as it went over the wire. */
export interface WireAnswer {
  method: string;
  /** Without the query. */
  path: string;
  status: number;
  body: unknown;
}

/** What came of holding an answer against the published document. */
export interface Verdict {
  /** As in the document: `GET /api/0/organizations/{organization_id_or_slug}/` */
  operation: string;
  /** What is wrong with it; nothing when all is well. */
  violations: string[];
}

/** What Sentry publishes of its API, or the part of it that is ours to keep. */
export class PublishedContract {
  readonly #paths: [pattern: RegExp, path: string, methods: Record<string, Operation>][];
  // OpenAPI 3.0 is not quite JSON Schema; formats are checked where a client depends on them.
  readonly #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  readonly #validators = new Map<object, ValidateFunction>();

  constructor({ paths }: PublishedDocument) {
    this.#paths = Object.entries(paths).map(([path, methods]) => [toPattern(path), path, methods]);
  }

  /** The operation that a request asks for, by the address it has in the document. */
  find(method: string, path: string): { name: string; scopes: string[] } | undefined {
    const found = this.#paths.find(
      ([pattern, , methods]) => pattern.test(path) && methods[method.toLowerCase()],
    );
    if (!found) return undefined;
    const [, published, methods] = found;
    const security = methods[method.toLowerCase()]?.security ?? [];
    const scopes = security.flatMap((requirement) => Object.values(requirement)).flat();
    return { name: `${method} ${published}`, scopes };
  }

  /** @returns undefined when nothing is published about such an answer */
  check({ method, path, status, body }: WireAnswer): Verdict | undefined {
    const name = this.find(method, path)?.name;
    const published = this.#paths.find(([, path]) => name === `${method} ${path}`);
    const responses = published?.[2][method.toLowerCase()]?.responses;
    if (name === undefined || !responses) return undefined;
    if (responses[status] === undefined) {
      const known = Object.keys(responses).join(", ");
      return verdict(name, [`answers ${status}, and only ${known} are published`]);
    }
    const schema = responses[status].content?.["application/json"]?.schema;
    if (!schema) return { operation: name, violations: [] };
    const validate = this.#validator(schema);
    if (validate(body)) return { operation: name, violations: [] };
    return verdict(
      name,
      (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`),
    );
  }

  #validator(schema: object): ValidateFunction {
    const validator = this.#validators.get(schema) ?? this.#ajv.compile(schema);
    this.#validators.set(schema, validator);
    return validator;
  }
}

function verdict(operation: string, violations: string[]): Verdict {
  return {
    operation,
    violations: violations.filter((violation) => !isDefect(operation, violation)),
  };
}

/** A path without parameters goes before one with them: `issues/latest/` before `issues/{id}/`. */
export function toPattern(path: string): RegExp {
  const pattern = path.replace(/\/$/, "").replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${pattern}/?$`);
}

/** Undefined when Sentry's published document is not there. */
export function readPublishedContract(): PublishedContract | undefined {
  const document = readPublishedDocument();
  return document && new PublishedContract(document);
}

/** Undefined when it is not there. */
export function readPublishedDocument(): PublishedDocument | undefined {
  const folder = findOracles("sentry");
  if (folder === undefined) return undefined;
  return JSON.parse(readFileSync(`${folder}/openapi-slice.json`, "utf8")) as PublishedDocument;
}
