import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { ANSWERS } from "../answers.ts";
import { findOperation, OPERATION_AREAS } from "../operations/operations.ts";
import type { OpenApiDocument, OpenApiOperation } from "./document.ts";

let api: TestApi;
let document: OpenApiDocument;

beforeAll(async () => {
  api = await startApi();
  const response = await fetch(`${api.url}/api/0/openapi.json`);
  document = (await response.json()) as OpenApiDocument;
});

afterAll(() => api.close());

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate({ ...structuredClone(document) });
  expect({ valid, errors, version: validator.version }).toEqual({ valid: true, version: "3.1" });
});

test("every route of the API is in the document, with all that a reader needs", () => {
  const routes = api.routes.filter(({ path }) => path.startsWith("/api/0/"));
  expect(routes.length).toBeGreaterThan(40);
  const undescribed = routes.filter(({ method, path }) => {
    if (path === "/api/0/openapi.json") return false;
    const operation = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
    return !operation || !isDescribed(operation);
  });
  expect(undescribed, "Declare it in operations/, and what it answers in answers.ts").toEqual([]);
});

function isDescribed(operation: OpenApiOperation): boolean {
  const { operationId, summary, tags, security, responses } = operation;
  return (
    /^[a-z][A-Za-z]+$/.test(operationId) &&
    /^[A-Z].{5,}[^.]$/.test(summary) &&
    tags.length === 1 &&
    security.every(({ token, session }) => Array.isArray(token ?? session)) &&
    Object.keys(responses).some((status) => status < "300" || status === "501")
  );
}

test("nothing is declared that is not served", () => {
  const served = api.routes.map(({ method, path }) => findOperation(method, path)?.id);
  const declared = OPERATION_AREAS.flatMap(({ operations }) => Object.values(operations));
  const dead = declared.map(({ id }) => id).filter((id) => !served.includes(id));
  expect(dead, "Delete it from operations/").toEqual([]);
  const answering = Object.keys(ANSWERS).filter((id) => !served.includes(id));
  expect(answering, "Delete it from answers.ts").toEqual([]);
});

test("each operation has a name of its own", () => {
  const ids = Object.values(document.paths)
    .flatMap((methods) => Object.values(methods))
    .map(({ operationId }) => operationId);
  expect(ids.toSorted()).toEqual([...new Set(ids)].toSorted());
});

test("a request's schema and its document are one", () => {
  const operation = document.paths["/api/0/organizations/{organization}/releases/"]?.["get"];
  expect(operation?.parameters).toContainEqual({
    name: "per_page",
    in: "query",
    required: false,
    schema: { type: "integer", minimum: 1, maximum: 100, default: 100 },
  });
  const path = operation?.parameters?.filter((parameter) => parameter.in === "path");
  expect(path?.map(({ name }) => name)).toEqual(["organization"]);
});

test("what Sentry does not have is marked, what it has is not", () => {
  const repository = "/api/0/organizations/{organization}/repos/{repository}/";
  const marked = (path: string, method: string) => document.paths[path]?.[method];
  expect(marked(`${repository}access/`, "get")).toMatchObject({ "x-not-in-sentry": true });
  expect(marked("/api/0/organizations/{organization}/repos/", "get")).not.toHaveProperty(
    "x-not-in-sentry",
  );
  expect(document.components.schemas["Repository"]?.properties?.["hook"]).toMatchObject({
    "x-not-in-sentry": true,
  });
});

test("refusals say how large a body may be", () => {
  const tooLarge = (path: string, method: string) =>
    document.paths[path]?.[method]?.responses["413"]?.description;
  const organization = "/api/0/organizations/{organization}/";
  expect(tooLarge(organization, "put")).toBe("The body is larger than 1 MB.");
  const releases = [`${organization}releases/`, `${organization}releases/{version}/`];
  expect(tooLarge(releases[0] ?? "", "post")).toBe("The body is larger than 20 MB.");
  expect(tooLarge(releases[1] ?? "", "put")).toBe("The body is larger than 20 MB.");
});

test("what is below a project may have moved, nothing else", () => {
  const statuses = (path: string, method: string) =>
    Object.keys(document.paths[path]?.[method]?.responses ?? {});
  const project = "/api/0/projects/{organization}/{project}/";
  expect(statuses(project, "get")).toEqual(expect.arrayContaining(["302", "410"]));
  expect(statuses(`${project}keys/`, "post")).toEqual(expect.arrayContaining(["308", "410"]));
  expect(statuses("/api/0/organizations/{organization}/", "get")).not.toContain("302");
});

test("how SDKs report is described, and how they are refused", () => {
  for (const kind of ["envelope", "store"]) {
    const operation = document.paths[`/api/{projectId}/${kind}/`]?.["post"];
    expect(operation?.security).toEqual([{ dsn: [] }]);
    expect(Object.keys(operation?.responses ?? {})).toEqual([
      "200",
      "400",
      "401",
      "403",
      "413",
      "415",
      "429",
    ]);
    expect(operation?.responses["429"]?.description).toContain("X-Sentry-Rate-Limits");
  }
});

test("the page shows every operation, loads nothing and lets nothing run", async () => {
  const response = await fetch(`${api.url}/api/docs`);
  const html = await response.text();
  for (const methods of Object.values(document.paths)) {
    for (const { operationId } of Object.values(methods)) {
      expect(html).toContain(`<div class="operation" id="${operationId}">`);
    }
  }
  expect(html).not.toMatch(/<script|<link|<img|style=|\son\w+=|src=/);
  const policy = response.headers.get("content-security-policy");
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/);
});

test("every link of the page leads somewhere on it", async () => {
  const html = await (await fetch(`${api.url}/api/docs`)).text();
  const targets = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.filter((id) => !targets.has(id))).toEqual([]);
});
