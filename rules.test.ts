import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { bitbucketErrorCodes } from "@sentry-bitbucket-server/bitbucket-client";
import { integrationErrorCodes } from "@sentry-bitbucket-server/server/integration-error";
import { upstreamErrorCodes } from "@sentry-bitbucket-server/server/upstream-error";
import { expect, test } from "vitest";
import { ON_POSTGRES_ALONE, ON_SQLITE_ALONE } from "./vitest.config.ts";

/** The rules of the house that no tool knows. Each failure says how to comply. */

const root = import.meta.dirname;

interface SourceFile {
  path: string;
  text: string;
  imports: string[];
}

const sources = globSync(["packages/*/{src,test}/**/*.{ts,tsx}", "{e2e,bench}/**/*.ts"], {
  cwd: root,
  exclude: ["**/node_modules/**"],
}).map(readSource);

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const imported = /^(?:import|export)\s(?:[^;"]*?from )?"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  const specifiers = [...text.matchAll(imported)].map(([, named, called]) => named ?? called ?? "");
  return { path, text, imports: specifiers.map((specifier) => resolveImport(path, specifier)) };
}

function resolveImport(path: string, specifier: string): string {
  return specifier.startsWith(".") ? join(dirname(path), specifier) : specifier;
}

const isTest = (file: SourceFile) =>
  file.path.endsWith(".test.ts") || /^packages\/[^/]+\/test\//.test(file.path);

const OURS = "@sentry-bitbucket-server/";

/** Which packages of ours each one may import. */
const ALLOWED: Record<string, string[]> = {
  "packages/api-contract": [],
  "packages/outbound": [],
  "packages/bitbucket-client": ["outbound"],
  "packages/sandbox": [],
  "packages/server": ["api-contract", "bitbucket-client", "outbound"],
  "packages/web": ["api-contract"],
  e2e: ["bitbucket-client", "sandbox", "server", "web"],
  bench: ["bitbucket-client", "sandbox", "server", "e2e"],
};

test("packages import one another in one direction", () => {
  const violations = sources.flatMap((file) => {
    const home = Object.keys(ALLOWED).find((name) => file.path.startsWith(`${name}/`)) ?? "";
    return file.imports
      .filter((name) => name.startsWith(OURS) || leaves(home, name))
      .filter((name) => !ALLOWED[home]?.some((allowed) => name.startsWith(OURS + allowed)))
      .map((name) => `${file.path} imports ${name}`);
  });
  expect(
    violations,
    "Move the code to the side that may know both, or hand it over as a parameter (design, Rooms)",
  ).toEqual([]);
});

function leaves(home: string, name: string): boolean {
  const isPath = name.startsWith("packages/") || name.startsWith("e2e/");
  return isPath && !name.startsWith(`${home}/`);
}

const SERVER = "packages/server/src/";
/** How a job is asked for, done, and given up. */
const OF_JOBS = ["types.ts", "permanent-job-error.ts"].map((name) => `${SERVER}jobs/${name}`);
const EDGES = [
  "webhooks/",
  "sentry-api/",
  "web-ui/",
  "jobs/",
  "app.ts",
  "app/",
  "commands/",
  "main.ts",
];

test("inside the server, domain folders import no edge", () => {
  const violations = sources
    .filter((file) => file.path.startsWith(SERVER) && !isTest(file))
    .filter((file) => !EDGES.some((edge) => file.path.startsWith(SERVER + edge)))
    .flatMap((file) =>
      file.imports
        .filter((name) => EDGES.some((edge) => name.startsWith(SERVER + edge)))
        .filter((name) => !OF_JOBS.includes(name))
        .map((name) => `${file.path} imports ${name}`),
    );
  expect(violations, "Let the edge call the domain; of jobs, import what OF_JOBS names").toEqual(
    [],
  );
});

test("only the adapter knows Bitbucket's client", () => {
  const adapter = `${SERVER}integrations/bitbucket-server/`;
  const violations = sources
    .filter((file) => file.path.startsWith(SERVER) && !file.path.startsWith(adapter))
    .filter((file) => file.imports.some((name) => name.startsWith(`${OURS}bitbucket-client`)))
    .map((file) => file.path);
  expect(violations, `Use integrations/types.ts, and let ${adapter} do it`).toEqual([]);
});

test("queries stand in stores", () => {
  const query = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;
  const violations = sources
    .filter((file) => file.path.startsWith(SERVER) && !isTest(file))
    .filter((file) => !/(-store|\/apply-[a-z-]+)\.ts$/.test(file.path))
    .filter((file) => query.test(file.text))
    .map((file) => file.path);
  expect(violations, "Move the query to the *-store.ts of its folder").toEqual([]);
});

test("one file of the server reads the environment, and the clients none", () => {
  const violations = sources
    .filter((file) => /^packages\/(server|bitbucket-client|outbound)\/src\//.test(file.path))
    .filter((file) => file.path !== `${SERVER}config/environment.ts` && !isTest(file))
    .filter((file) => file.text.includes("process.env"))
    .map((file) => file.path);
  expect(violations, "Add the variable to config/config.ts and take it as a parameter").toEqual([]);
});

const WEB = "packages/web/src/";
const ofWeb = sources.filter(({ path }) => path.startsWith(WEB));

test("of the answers' schemas the web UI takes the types alone", () => {
  const whole = /^(?:import|export) (?!type\b)[^;]*?"@sentry-bitbucket-server\/api-contract/m;
  const violations = ofWeb.filter(({ text }) => whole.test(text)).map(({ path }) => path);
  expect(violations, "Write `import type`: a schema would bring zod into the browser").toEqual([]);
});

test("what the web UI's pages share knows neither router, nor API, nor pages", () => {
  const known = (name: string) =>
    name.startsWith("@tanstack/") ||
    (name.startsWith("packages/") && !name.startsWith(`${WEB}ui/`));
  const violations = ofWeb
    .filter(({ path }) => path.startsWith(`${WEB}ui/`))
    .flatMap(({ path, imports }) => imports.filter(known).map((name) => `${path} imports ${name}`));
  expect(violations, "Hand it over as a property, or move it to the page or to lists/").toEqual([]);
});

test("every address in the web UI comes from its path builder", () => {
  const written = /(?:\b(?:to|href)(?:=\{?|: )|\bnavigate\()["'`]\/|["'`]\/organizations\//;
  const isApi = (path: string) => path.startsWith(`${WEB}api/`);
  const violations = ofWeb
    .filter((file) => file.path !== `${WEB}path-builder.ts` && !isApi(file.path) && !isTest(file))
    .filter(({ text }) => written.test(text))
    .map(({ path }) => path);
  expect(
    violations,
    "Add the pattern to packages/web/src/path-builder.ts, and ask pathTo; calls of the API go to api/",
  ).toEqual([]);
});

test("the web UI asks the service in one file", () => {
  const violations = ofWeb
    .filter(({ path }) => path !== `${WEB}api/client.ts`)
    .filter(({ text }) => /\bfetch\(|XMLHttpRequest\(|EventSource\(/.test(text))
    .map(({ path }) => path);
  expect(violations, "Use callApi or callForPage of api/client.ts, in a file of api/").toEqual([]);
});

test("docs/errors.md lists every error code, and no other", () => {
  const documented = [
    ...readFileSync(join(root, "docs/errors.md"), "utf8").matchAll(/^\| `([a-z_]+)` \|/gm),
  ].map(([, code = ""]) => code);
  expect(documented.toSorted(), "Keep docs/errors.md and the lists of codes equal").toEqual(
    [...bitbucketErrorCodes, ...integrationErrorCodes, ...upstreamErrorCodes].toSorted(),
  );
});

const documents = globSync(["*.md", "docs/**/*.md", "packages/*/*.md"], { cwd: root });

test("links in the documents lead to files that exist", () => {
  const broken = documents.flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
      .map(([, target = ""]) => join(dirname(path), target))
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${path} → ${relative(".", target)}`),
  );
  expect(broken, "Correct the link, or write the file").toEqual([]);
});

test("commands in the documents are scripts of package.json", () => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const unknown = documents.flatMap((path) =>
    [
      ...readFileSync(join(root, path), "utf8").matchAll(
        /\bnpm (?:run (?:-s )?([a-z:-]+)|(test|start)\b)/g,
      ),
    ]
      .map(([, script, short]) => script ?? short ?? "")
      .filter((script) => scripts[script] === undefined)
      .map((script) => `${path}: npm run ${script}`),
  );
  expect(unknown, "Correct the command, or add the script").toEqual([]);
});

test("package-lock.json knows every platform, or npm ci refuses it", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const locked = new Set(Object.keys(packages).map((path) => path.split("node_modules/").at(-1)));
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !locked.has(name));
  expect(missing, "Run npm install where the registry has the packages of all platforms").toEqual(
    [],
  );
});

const ALONE = Object.keys({ ...ON_SQLITE_ALONE, ...ON_POSTGRES_ALONE });

test("what is tested on one store alone is there", () => {
  const gone = ALONE.filter((pattern) => globSync(pattern, { cwd: root }).length === 0);
  expect(gone, "Take it from the list in vitest.config.ts").toEqual([]);
});

test("a test that runs on both stores opens the database that it is given", () => {
  const alone = new Set(globSync(ALONE, { cwd: root }));
  const chooses =
    /\b(openDatabase|connectDatabase)\("|":memory:"|\bstartWorld\(\)|\bDatabaseSync\b/;
  const violations = sources
    .filter(({ path }) => /^(packages\/server|e2e)\/.*\.test\.ts$/.test(path) && !alone.has(path))
    .filter(({ text }) => chooses.test(text))
    .map(({ path }) => path);
  expect(
    violations,
    "Use packages/server/test/open-test-database.ts or e2e/world/start-test-world.ts, or give a reason in vitest.config.ts",
  ).toEqual([]);
});
