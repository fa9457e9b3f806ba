import { afterEach, beforeEach, expect, test } from "vitest";
import { type CliRequest, readCliRequests } from "./read-recordings.ts";
import { addProject, addRepository, startApi, type TestApi } from "./start-api.ts";

/** The key of the recorded DSN, whose project is number 1. */
const PUBLIC_KEY = "0123456789abcdef0123456789abcdef";

/** Requests that we refuse on purpose, by method and path below `/api/0`, without an empty cursor. */
const REFUSED: Record<string, [status: number, reason: string]> = {
  "GET /projects/acme/web/releases/nope/": [404, "there is no such release"],
  "GET /organizations/acme/releases/nope/": [404, "there is no such release"],
  "GET /organizations/acme/repos/?cursor=0:1:0": [400, "the fake server's cursor is none of ours"],
  "GET /organizations/acme/chunk-upload/": [501, "source maps are not kept"],
  "POST /organizations/acme/artifactbundle/assemble/": [501, "source maps are not kept"],
};

const SUCCESSES = [200, 201, 202, 204, 208];

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "web");
  await addRepository(api, "PROJ/repo");
  const { db } = api;
  await db.updateTable("projectKeys").set({ publicKey: PUBLIC_KEY }).execute();
  const { organizationId } = api;
  const other = { id: 42, organizationId, slug: "api", name: "api", createdAt: Date.now() };
  await db.insertInto("projects").values(other).execute();
  for (const version of ["1.0.0", "5.0.0", "1"]) {
    const projects = ["web"];
    await api.call("POST", "/api/0/organizations/acme/releases/", { version, projects });
  }
});

afterEach(() => api.close());

const requests = readCliRequests();
const cases = [...Map.groupBy(requests, (request) => `${request.clientVersion} ${request.case}`)];

test.runIf(cases.length > 0).for(cases)(
  "answers what sentry-cli %s sends",
  async ([name, sent]) => {
    for (const request of sent) {
      const path = request.rawUrl.replace("/api/0", "").replace(/\?cursor=$/, "");
      const [refusal] = REFUSED[`${request.method} ${path}`] ?? [];
      const expected = refusal === undefined ? SUCCESSES : [refusal];
      const status = await statusOf(request);
      expect([name, request.method, request.rawUrl, status]).toEqual([
        name,
        request.method,
        request.rawUrl,
        expect.toBeOneOf(expected),
      ]);
    }
  },
);

/** Envelopes are no JSON, and show a DSN instead of a token. */
async function statusOf({ method, rawUrl, headers, body }: CliRequest): Promise<number> {
  const isText = typeof body === "string";
  const kept = headers.filter(([name]) => /^(x-sentry-auth|content-type|user-agent)$/.test(name));
  const { status } = await fetch(`${api.url}${rawUrl}`, {
    method,
    headers: [["authorization", `Bearer ${api.token}`], ...kept],
    body: isText ? body : body === null ? null : JSON.stringify(body),
  });
  return status;
}
