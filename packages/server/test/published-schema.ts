import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { findOracles } from "./find-oracles.ts";

interface Document {
  paths: Record<string, Record<string, Operation>>;
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

/** Checks an answer against what Sentry publishes. @returns what is wrong, nothing when all is well */
export type CheckAnswer = (operation: string, status: number, body: unknown) => string[];

/** Undefined when Sentry's published document is not there. */
export function readPublishedSchema(): CheckAnswer | undefined {
  const folder = findOracles("sentry");
  if (folder === undefined) return undefined;
  const file = `${folder}/openapi-slice.json`;
  const { paths } = JSON.parse(readFileSync(file, "utf8")) as Document;
  // OpenAPI 3.0 is not quite JSON Schema; formats are checked where a client depends on them.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  return (operation, status, body) => {
    const [method = "", path = ""] = operation.split(" ");
    const found = paths[path]?.[method.toLowerCase()]?.responses[status];
    const schema = found?.content?.["application/json"]?.schema;
    if (!schema) throw new Error(`Nothing is published about ${operation} ${status}`);
    const validate = ajv.compile(schema);
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}
