import type { FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import { readHookAddress } from "./hook-address.ts";

const read = (params: object, query: object) =>
  readHookAddress({ params, query } as unknown as FastifyRequest);

test("what the path names is not changed by the query", () => {
  const path = { organizationId: "1", integrationId: "2" };
  const query = { organizationId: "8", integrationId: "9", repository: "3" };
  expect(read(path, query)).toEqual({ organizationId: 1, integrationId: 2, repositoryId: 3 });
});
