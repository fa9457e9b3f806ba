import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Sandbox, type SandboxOptions, startSandbox } from "../src/index.ts";
import { Clone } from "./clone.ts";
import { checkAnswer } from "./contract/check-answer.ts";
import { at, column } from "./json.ts";

export interface Answer {
  status: number;
  headers: Headers;
  /** Undefined when the answer is not JSON. */
  json: unknown;
  text: string;
}

export interface CallOptions {
  body?: unknown;
  /** `name:password`; an empty text calls anonymously. */
  as?: string;
  headers?: Record<string, string>;
}

/** A running sandbox with a temporary data folder, and the calls that tests make. */
export class SandboxWorld {
  readonly sandbox: Sandbox;
  readonly folder: string;

  constructor(sandbox: Sandbox, folder: string) {
    this.sandbox = sandbox;
    this.folder = folder;
  }

  /** Fails when the answer is not what the published document says, where that is at hand. */
  async call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { body, as = "admin:admin", headers = {} } = options;
    const authorization = `Basic ${Buffer.from(as).toString("base64")}`;
    const response = await fetch(this.sandbox.url + path, {
      method,
      redirect: "manual",
      headers: {
        ...(as ? { authorization } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const json: unknown = isJson && text ? JSON.parse(text) : undefined;
    const { status } = response;
    checkAnswer({ method, path: path.split("?")[0] ?? "", status, body: json });
    return { status, headers: response.headers, text, json };
  }

  /** A call under `/rest/api/1.0`. */
  rest(method: string, path: string, options?: CallOptions): Promise<Answer> {
    return this.call(method, `/rest/api/1.0${path}`, options);
  }

  get(path: string, options?: CallOptions): Promise<Answer> {
    return this.rest("GET", path, options);
  }

  /** One field of all rows of a list; `path` has a query already. Follows `nextPageStart` to the end. */
  async everyPage(path: string, field: string): Promise<string[]> {
    const values: string[] = [];
    for (let start: unknown = 0; typeof start === "number"; ) {
      const { json } = await this.get(`${path}&start=${start}`);
      values.push(...column(json, "values", field));
      start = at(json, "nextPageStart");
    }
    return values;
  }

  /** A call under the sandbox's own `/sandbox`. */
  control(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.call(method, `/sandbox${path}`, {
      as: "",
      ...(body === undefined ? {} : { body }),
    });
  }

  /** Project SHOP with the repository `cart`, default branch `main`; an empty clone of it. */
  async makeCart(): Promise<Clone> {
    await this.rest("POST", "/projects", { body: { key: "SHOP", name: "Shop" } });
    await this.rest("POST", "/projects/SHOP/repos", {
      body: { name: "cart", defaultBranch: "main" },
    });
    return this.clone("admin:admin", "/scm/shop/cart.git");
  }

  /** Clones with the credentials `name:password` in the address. */
  async clone(credentials: string, path: string): Promise<Clone> {
    const folder = await mkdtemp(join(this.folder, "clone-"));
    const url = this.sandbox.url.replace("://", `://${credentials}@`) + path;
    return Clone.of(url, folder);
  }
}

/** Starts a sandbox for the length of one test. */
export async function startWorld(options: Partial<SandboxOptions> = {}): Promise<SandboxWorld> {
  const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  const sandbox = await startSandbox({ dataDir: join(folder, "data"), ...options });
  onTestFinished(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });
  return new SandboxWorld(sandbox, folder);
}

/** The cart's address under `/rest/api/1.0`. */
export const cart = "/projects/SHOP/repos/cart";
