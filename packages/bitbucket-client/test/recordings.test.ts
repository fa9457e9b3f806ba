import { describe, expect, test } from "vitest";
import { z } from "zod";
import { pageSchema } from "../src/http/paginate.ts";
import { toAnswerError } from "../src/http/to-answer-error.ts";
import { branchSchema, defaultBranchSchema } from "../src/resources/branches.ts";
import { changeSchema } from "../src/resources/commit-filechanges.ts";
import { commitSchema } from "../src/resources/commits.ts";
import { repositorySchema } from "../src/resources/repositories.ts";
import { tagSchema } from "../src/resources/tags.ts";
import { webhookSchema } from "../src/resources/webhooks.ts";
import { oraclesPresent, readOracle } from "./read-oracle.ts";

const schemas: Record<string, z.ZodType> = {
  RestBranch: branchSchema,
  RestChange: changeSchema,
  RestCommit: commitSchema,
  RestRepository: repositorySchema,
  RestTag: tagSchema,
  RestWebhook: webhookSchema,
};

const recordingSchema = z.object({
  file: z.string(),
  kind: z.string(),
  endpoint: z.string().optional(),
  schema: z.string().optional(),
  page: z.boolean().optional(),
});

describe.skipIf(!oraclesPresent)("against recordings of real instances", () => {
  const recordings = z.array(recordingSchema).parse(readOracle("index.json", []));
  const read = recordings.flatMap(({ file, kind, endpoint, schema = "", page }) => {
    const item =
      endpoint?.endsWith("/branches/default") === true ? defaultBranchSchema : schemas[schema];
    if (kind !== "rest" || item === undefined) return [];
    return [{ file, schema: page === true ? pageSchema(item) : item }];
  });

  test("there are some of every kind that we read", () => {
    const kinds = new Set(
      recordings.filter(({ kind }) => kind === "rest").map(({ schema }) => schema),
    );
    expect([...kinds]).toEqual(expect.arrayContaining(Object.keys(schemas)));
    expect(read.length).toBeGreaterThan(30);
  });

  test.each(read)("$file is read", ({ file, schema }) => {
    const parsed = schema.safeParse(readOracle(file, undefined));
    expect(parsed.error).toBeUndefined();
  });

  const registry = z.object({
    entries: z.array(
      z.object({
        status: z.number(),
        exception: z.string().nullish(),
        message: z.string().nullish(),
        emptyBody: z.boolean().optional(),
      }),
    ),
  });
  const failures = registry
    .parse(readOracle("vriesdemichael/error-registry.condensed.json", { entries: [] }))
    .entries.filter(({ status }) => status >= 400);

  test.each(failures)("$status $exception is the error of its kind", (entry) => {
    const { status, exception, message, emptyBody } = entry;
    const errors = [{ context: null, message, exceptionName: exception }];
    const body = emptyBody === true ? "" : JSON.stringify({ errors });
    const answer = { status, headers: {}, header: () => undefined, body };
    const error = toAnswerError({ method: "GET", url: "http://host/" }, answer, 0);
    const kind = exception?.split(".").at(-1) ?? "";
    const expected: Record<string, string> = {
      AuthorisationException: "PermissionError",
      NoAccessAuthenticationException: "NotLicensedError",
      400: "BadRequestError",
      401: "AuthenticationError",
      404: "NotFoundError",
      406: "BadRequestError",
      409: "ConflictError",
    };
    expect(error?.name).toBe(expected[kind] ?? expected[status]);
    expect(error?.message).toContain(message ?? String(status));
  });
});
