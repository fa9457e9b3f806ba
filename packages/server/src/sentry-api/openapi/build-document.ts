import swagger from "@fastify/swagger";
import type { FastifySchema, RouteOptions } from "fastify";
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from "fastify-type-provider-zod";
import type { z } from "zod";
import { ANSWERS } from "../answers.ts";
import { NOT_IN_SENTRY } from "@sentry-bitbucket-server/api-contract/not-in-sentry";
import type { Api } from "../api.ts";
import { createApi } from "../create-api.ts";
import { type DescribedOperation, OPERATION_AREAS } from "../operations/operations.ts";
import { DESCRIPTION } from "./description.ts";
import type { OpenApiDocument } from "./document.ts";
import { refusalsOf } from "./refusals.ts";
import { tidyDocument } from "./tidy-document.ts";

const SECURITY_SCHEMES = {
  token: { type: "http", scheme: "bearer" },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "session",
    description: "Of a browser that has logged in; under https it is `__Host-session`.",
  },
  dsn: { type: "apiKey", in: "query", name: "sentry_key", description: "The user part of a DSN." },
} as const;

const zodToJsonConfig = {
  /** The format says it; the pattern of a date is of no use to a reader. */
  override: ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
    if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
  },
};
const jsonSchemaTransform = createJsonSchemaTransform({ zodToJsonConfig });

/**
 * The OpenAPI document of the routes that `register` adds, from the schemas that validate their
 * requests and the answers that are declared for them. The routes are added once more, to a server
 * that never listens: the one that does needs nothing to be described.
 */
export async function buildDocument(
  app: Api,
  register: (app: Api) => Promise<void>,
): Promise<OpenApiDocument> {
  const described = createApi(app.log, app.publicUrl);
  await described.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Sentry for Bitbucket Server", version: "0", description: DESCRIPTION },
      servers: [{ url: app.publicUrl }],
      tags: OPERATION_AREAS.map(({ tag, description }) => ({ name: tag, description })),
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: ({ schema, url, route, ...rest }) =>
      jsonSchemaTransform({ schema: describe(schema, route), url, route, ...rest }),
    transformObject: createJsonSchemaTransformObject({ zodToJsonConfig }),
  });
  await register(described);
  await described.ready();
  const document = described.swagger() as unknown as OpenApiDocument;
  await described.close();
  return tidyDocument(document);
}

function describe(schema: FastifySchema | undefined, route: RouteOptions): FastifySchema {
  const operation = route.config?.operation;
  if (!operation) return { hide: true };
  return {
    ...schema,
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: toSecurity(operation),
    ...(operation.isAddition && NOT_IN_SENTRY),
    response: { ...ANSWERS[operation.id], ...refusalsOf({ ...route, schema }, operation) },
  };
}

/** Requirements of which any one is enough. */
function toSecurity(operation: DescribedOperation): Record<string, string[]>[] {
  const { scopes, takesDsn, isOpen } = operation;
  if (isOpen) return [];
  if (takesDsn) return [{ dsn: [] }];
  const anyOf: string[][] = scopes.length === 0 ? [[]] : scopes.map((scope) => [scope]);
  return ["token", "session"].flatMap((way) => anyOf.map((needed) => ({ [way]: needed })));
}
