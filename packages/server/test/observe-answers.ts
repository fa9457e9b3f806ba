import { appendFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { FastifyRequest } from "fastify";
import { inject } from "vitest";
import { z } from "zod";
import type { Api } from "../src/sentry-api/api.ts";
import { ANSWERS } from "../src/sentry-api/answers.ts";
import { refusalsOf } from "../src/sentry-api/openapi/refusals.ts";
import { readPublishedContract } from "./published-contract.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Every server under test writes its tally here, see `tally-answers.ts`. */
    tallyFile: string;
  }
}

/** What the answers of one server came to. */
export interface Observed {
  /** Operations of Sentry's document of which a success was checked. */
  operations: Set<string>;
  /** What is wrong with answers, one sentence each. */
  violations: string[];
  /** @throws Error with the violations, if there are any */
  finish(): void;
}

/**
 * Holds every success that the server answers against two documents: Sentry's, where it publishes
 * something about it, and ours. Of refusals, ours must say that there may be one. Whatever a test is
 * about, it tests this besides.
 */
export function observeAnswers(app: Api): Observed {
  const contract = readPublishedContract();
  const operations = new Set<string>();
  const violations: string[] = [];
  let checked = 0;
  app.addHook("onSend", async (request, reply, payload) => {
    const { method, routeOptions } = request;
    const status = reply.statusCode;
    if (method === "HEAD" || !routeOptions.config.operation) return;
    const [path = ""] = request.url.split("?", 1);
    if (status >= 300) {
      if (isOfUpstream(request, status) || isDeclared(routeOptions, status)) return;
      violations.push(`${method} ${path}: our document does not say that it may answer ${status}`);
      return;
    }
    const body: unknown = typeof payload === "string" && payload ? JSON.parse(payload) : null;
    const verdict = contract?.check({ method, path, status, body });
    if (verdict) {
      checked += 1;
      operations.add(verdict.operation);
    }
    const { id } = routeOptions.config.operation;
    for (const violation of [...(verdict?.violations ?? []), ...checkOurs(id, status, body)]) {
      violations.push(`${method} ${path} ${status}: ${violation}`);
    }
  });
  return {
    operations,
    violations,
    finish() {
      appendFileSync(inject("tallyFile"), `${JSON.stringify([checked, violations.length])}\n`);
      if (violations.length > 0) throw new Error([...new Set(violations)].join("\n"));
    },
  };
}

/** Calls that an upstream answers never get to where ours are let in: what it refuses is its own, and so is its absence. */
const isOfUpstream = ({ principal }: FastifyRequest, status: number): boolean =>
  principal === undefined && [302, 409, 429, 502].includes(status);

function isDeclared(route: Route, status: number): boolean {
  const { operation } = route.config;
  if (!operation) return true;
  return { ...ANSWERS[operation.id], ...refusalsOf(route, operation) }[status] !== undefined;
}

type Route = FastifyRequest["routeOptions"];

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const validators = new Map<z.ZodType, ValidateFunction>();

function checkOurs(operationId: string, status: number, body: unknown): string[] {
  const schema = ANSWERS[operationId]?.[status];
  if (!schema) return [`our document does not say that ${operationId} may answer ${status}`];
  const validate = validators.get(schema) ?? ajv.compile(z.toJSONSchema(schema, { io: "output" }));
  validators.set(schema, validate);
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `our document: ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
