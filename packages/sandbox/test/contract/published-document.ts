import { Ajv, type ValidateFunction } from "ajv";
import { isRecord } from "./compare-shapes.ts";
import type { Oracles } from "./oracles.ts";

/** The parts of an OpenAPI document that are read here. */
interface OpenApi {
  paths: Record<string, Record<string, { responses: Record<string, OpenApiResponse> }>>;
  components: { schemas: Record<string, { properties: Record<string, object> }> };
}
interface OpenApiResponse {
  content?: Record<string, { schema?: object }>;
}
interface Operation {
  name: string;
  method: string;
  pattern: RegExp;
  responses: Record<string, OpenApiResponse>;
}

/** An answer to be checked; `path` begins with `/rest/` and has no query. */
export interface CheckedAnswer {
  method: string;
  path: string;
  status: number;
  body: unknown;
}

/** What an answer does otherwise than the document says. */
interface Verdict {
  /** The operation and the status. */
  where: string;
  differences: string[];
}

const FILE = "bitbucket-dc-9.4.openapi.v3.json";
const FORMATS = [
  "int32",
  "int64",
  "double",
  "float",
  "uri",
  "date-time",
  "byte",
  "binary",
  "password",
];
const PAGE_KEYS = ["values", "size", "limit", "isLastPage", "start"];

/** Atlassian's OpenAPI document for 9.4, with its two defects that refuse right answers repaired. */
export class PublishedDocument {
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #operations: Operation[];
  readonly #validators = new Map<object, ValidateFunction>();

  constructor(oracles: Oracles) {
    const document = oracles.readJson(FILE) as OpenApi;
    repairDefects(document);
    for (const format of FORMATS) this.#ajv.addFormat(format, true);
    this.#ajv.addSchema({ $id: "document", components: document.components });
    this.#operations = toOperations(document);
  }

  check({ method, path, status, body }: CheckedAnswer): Verdict {
    const asked = path.replace("/1.0/", "/latest/");
    const documented = method === "HEAD" ? "GET" : method;
    const operation = this.#operations.find(
      (each) => each.method === documented && each.pattern.test(asked),
    );
    if (operation === undefined)
      return { where: `${method} ${asked} ${status}`, differences: ["no such operation"] };
    const where = `${operation.name} ${status}`;
    const response = operation.responses[status];
    if (response === undefined) return { where, differences: ["the status is not documented"] };
    const schema = Object.values(response.content ?? {})[0]?.schema;
    // The document gives even 204 a schema where the same operation may answer 202.
    const hasBody = method !== "HEAD" && status !== 204;
    if (schema === undefined || !hasBody) return { where, differences: [] };
    return { where, differences: this.#validate(schema, body) };
  }

  #validate(schema: object, body: unknown): string[] {
    const validator = this.#validators.get(schema) ?? this.#ajv.compile(toAjvSchema(schema));
    this.#validators.set(schema, validator);
    if (validator(body)) return [];
    return (validator.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath} ${message}`,
    );
  }
}

function repairDefects({ components: { schemas } }: OpenApi): void {
  const repair = (schema: string, property: string, repaired: object) => {
    const properties = schemas[schema]?.properties;
    if (properties?.[property] === undefined)
      throw new Error(`${FILE} has no ${schema}.${property}`);
    properties[property] = repaired;
  };
  // A lightweight tag has no tag object; a datum of a report may be of any type.
  repair("RestTag", "hash", { type: ["string", "null"] });
  repair("RestInsightReportData", "value", {});
}

/** Templates with fewer parameters first, so that `/branches/default` wins over `/branches/{name}`. */
function toOperations({ paths }: OpenApi): Operation[] {
  const templates = Object.keys(paths).sort((a, b) => countOf(a, "{") - countOf(b, "{"));
  return templates.flatMap((template) =>
    Object.entries(paths[template] ?? {}).map(([verb, { responses }]) => ({
      name: `${verb.toUpperCase()} ${template}`,
      method: verb.toUpperCase(),
      pattern: toPattern(`/rest${template}`),
      responses,
    })),
  );
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Paths, and the names of tags, contain slashes. */
function toPattern(template: string): RegExp {
  const source = template
    .split(/(\{[^}]*\})/)
    .map((part) => {
      if (/^\{(path|name)\}$/.test(part)) return ".+";
      return part.startsWith("{") ? "[^/]+" : RegExp.escape(part);
    })
    .join("");
  return new RegExp(`^${source}$`);
}

/** References lead into the document; a page must have the keys that the document only lists. */
function toAjvSchema(schema: object): object {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
  const rewritten: unknown = JSON.parse(text);
  if (!isRecord(rewritten)) return {};
  const isPage = isRecord(rewritten.properties) && "isLastPage" in rewritten.properties;
  return isPage ? { ...rewritten, required: PAGE_KEYS } : rewritten;
}
