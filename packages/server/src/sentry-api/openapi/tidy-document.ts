import { STATUS_CODES } from "node:http";
import type { OpenApiDocument, OpenApiOperation } from "./document.ts";

/** Takes out of the generated document what is of no use to a reader, or not quite right. */
export function tidyDocument(document: OpenApiDocument): OpenApiDocument {
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [method, tidy(path, operation)]),
    ),
  ]);
  // Every named schema comes as it is read and as it is written. Ours are only ever written.
  const schemas = Object.entries(document.components.schemas).filter(
    ([name]) => !name.endsWith("Input"),
  );
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...document.components, schemas: Object.fromEntries(schemas) },
  };
}

function tidy(path: string, operation: OpenApiOperation): OpenApiOperation {
  // Two addresses may share the schema of their parameters, of which one has more than the other.
  const parameters = operation.parameters?.filter(
    (parameter) => parameter.in !== "path" || path.includes(`{${parameter.name}}`),
  );
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const isSaid = response.description !== "Default Response";
    return [status, isSaid ? response : { ...response, description: STATUS_CODES[status] }];
  });
  return {
    ...operation,
    ...(parameters && { parameters }),
    responses: Object.fromEntries(responses),
  };
}
