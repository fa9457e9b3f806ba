import { Ajv, type ValidateFunction } from "ajv";
import {
  type Operation,
  type PublishedDocument,
  readPublishedDocument,
  toPattern,
} from "./published-contract.ts";
import { isException } from "./request-exceptions.ts";

/** A request as it went over the wire. */
export interface WireRequest {
  method: string;
  /** With its query. */
  url: string;
  /** Undefined when there is none, or it is not known. */
  body: unknown;
}

/** "Default and maximum allowed is 100", of every list that has one. */
const MOST_PER_PAGE = 100;
/** Versions before 2026 take no longer e-mail, and newer ones cut it off there. */
const LONGEST_EMAIL = 75;

/** The requests that Sentry's published document and limits allow. */
export class PublishedRequests {
  readonly #operations: [pattern: RegExp, operations: Record<string, Operation>][];
  readonly #ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  readonly #validators = new Map<object, ValidateFunction>();

  constructor({ paths }: PublishedDocument) {
    this.#operations = Object.entries(paths).map(([path, operations]) => [
      toPattern(path),
      operations,
    ]);
  }

  /** @returns what is wrong with a request; nothing when all is well */
  check({ method, url, body }: WireRequest): string[] {
    const { pathname, searchParams } = new URL(url, "http://upstream");
    const operation = this.#find(method, pathname);
    const violations = operation
      ? [
          ...this.#checkQuery(operation, searchParams),
          ...this.#checkBody(operation, body),
          ...checkLimits(body),
        ]
      : ["is not published"];
    return violations.filter((violation) => !isException(`${method} ${pathname}`, violation));
  }

  #find(method: string, path: string): Operation | undefined {
    if (!path.endsWith("/")) return undefined;
    const found = this.#operations.find(
      ([pattern, operations]) => pattern.test(path) && operations[method.toLowerCase()],
    );
    return found?.[1][method.toLowerCase()];
  }

  #checkQuery({ parameters = [] }: Operation, query: URLSearchParams): string[] {
    const published = parameters.filter((parameter) => parameter.in === "query");
    const missing = published
      .filter(({ name, required }) => required && !query.has(name))
      .map(({ name }) => `?${name} is missing`);
    const wrong = [...query].flatMap(([name, value]) => {
      const parameter = published.find((one) => one.name === name);
      if (!parameter) return [`?${name} is not published`];
      const given = /"integer"/.test(JSON.stringify(parameter.schema)) ? Number(value) : value;
      const isOver = name === "per_page" && Number(value) > MOST_PER_PAGE;
      if (isOver) return [`?per_page is over ${MOST_PER_PAGE}`];
      const isList = (parameter.schema as { type?: string }).type === "array";
      return this.#validate(parameter.schema, isList ? [given] : given, `?${name}`);
    });
    return [...missing, ...wrong];
  }

  #checkBody({ requestBody }: Operation, body: unknown): string[] {
    const schema = requestBody?.content["application/json"]?.schema;
    if (!schema) return body === undefined ? [] : ["has a body, and none is published"];
    if (body === undefined) return requestBody.required ? ["has no body"] : [];
    return this.#validate(schema, body, "body");
  }

  #validate(schema: object, value: unknown, where: string): string[] {
    const validate = this.#validators.get(schema) ?? this.#ajv.compile(close(schema) as object);
    this.#validators.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const unknown = params["additionalProperty"] as string | undefined;
      if (unknown !== undefined) return `${where}${instancePath}/${unknown} is not published`;
      return `${where}${instancePath} ${message}`;
    });
  }
}

const FORMATS = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uri: (text: string) => URL.canParse(text),
  uuid: true,
  email: true,
} as const;

/** The same schema, which takes no property that it does not know. */
function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close);
  if (typeof schema !== "object" || schema === null) return schema;
  const closed = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, close(value)]),
  );
  // What `allOf` puts together would be closed to its other parts: there is one in each, here.
  return "properties" in schema && !("additionalProperties" in schema)
    ? { ...closed, additionalProperties: false }
    : closed;
}

/** What the document does not say, and Sentry does. */
function checkLimits(body: unknown): string[] {
  const { commits } = (body ?? {}) as { commits?: unknown };
  if (!Array.isArray(commits)) return [];
  const list = commits as { author_email?: string; patch_set?: { type: string }[] }[];
  return list.flatMap(({ author_email: email = "", patch_set: files }, n) => [
    ...(Array.from(email).length > LONGEST_EMAIL
      ? [`body/commits/${n}/author_email is over ${LONGEST_EMAIL} characters`]
      : []),
    ...((files ?? []).some(({ type }) => !/^[AMD]$/.test(type))
      ? [`body/commits/${n}/patch_set has a type other than A, M and D`]
      : []),
  ]);
}

/** Undefined when Sentry's published document is not there. */
export function readPublishedRequests(): PublishedRequests | undefined {
  const document = readPublishedDocument();
  return document && new PublishedRequests(document);
}
