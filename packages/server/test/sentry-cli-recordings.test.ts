import { afterEach, beforeEach, expect, test } from "vitest";
import { type CliRequest, readCliRequests } from "./read-recordings.ts";
import { addProject, addRepository, startApi, type TestApi } from "./start-api.ts";

/** The commands that we answer so far, as the recordings call them. */
const CASES = new Set(
  `info orgs projects rel-new rel-new-again rel-new-url-fin name-plus
  auto-ssh-browse auto-http-scm auto-http-browse
  commit-range commit-single commit-caseins commit-HEAD clear
  local local-depth1 local-prev vcsremote-url
  finalize finalize-date noproject-finalize rel-archive
  rel-list rel-list-raw noproject-list rel-info issues-list issues-list-query`.split(/\s+/),
);

const requests = readCliRequests().filter(
  ({ case: name, rawUrl }) => CASES.has(name) && !/\/repos\/|\/users\/me\/regions\//.test(rawUrl),
);

let api: TestApi;

beforeEach(async () => {
  api = await startApi();
  await addProject(api, "web");
  await addRepository(api, "PROJ/repo");
  for (const version of ["1.0.0", "5.0.0"]) {
    const projects = ["web"];
    await api.call("POST", "/api/0/organizations/acme/releases/", { version, projects });
  }
});

afterEach(() => api.close());

const cases = [...Map.groupBy(requests, (request) => `${request.clientVersion} ${request.case}`)];

test.runIf(cases.length > 0).for(cases)("answers what sentry-cli %s sends", async ([, sent]) => {
  for (const request of sent) {
    expect(await answerTo(request)).toEqual([request.rawUrl, expect.toBeOneOf([200, 201, 208])]);
  }
});

async function answerTo({ method, rawUrl, body }: CliRequest): Promise<[string, number]> {
  const { status } = await api.call(method, rawUrl, body ?? undefined);
  return [rawUrl, status];
}
