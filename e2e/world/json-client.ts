/** What came back. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON of it; `{}` when it has none. */
  json: Record<string, unknown>;
}

/** The path, below `/api/0`, of the next page that has rows. */
const NEXT = /<[^>]*?\/api\/0([^>]+)>; rel="next"; results="true"/;

/** One HTTP API that speaks JSON, called as anybody would call it. */
export class JsonClient {
  /** What all its paths are below. */
  readonly url: string;
  readonly #authorization: string;

  constructor(url: string, authorization: string) {
    this.url = url;
    this.#authorization = authorization;
  }

  /**
   * @returns the answer's JSON, or undefined when it has none
   * @throws Error with status and body when the answer is no success
   */
  async call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const { status, text } = await this.send(method, path, body);
    if (status >= 400) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Result;
  }

  /**
   * @returns the rows of all pages, as the `Link` headers lead to them
   * @throws Error with status and body when an answer is no success
   */
  async list<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { status, text, headers } = await this.send("GET", next);
      if (status >= 400) throw new Error(`GET ${next} answered ${status}: ${text}`);
      rows.push(...(JSON.parse(text) as Row[]));
      next = NEXT.exec(headers.get("link") ?? "")?.[1];
    }
    return rows;
  }

  /** Whatever is answered. */
  send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return send(this.url + path, {
      method,
      headers: {
        authorization: this.#authorization,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  /** The part of the API that is below a path. */
  below(path: string): JsonClient {
    return new JsonClient(this.url + path, this.#authorization);
  }
}

/** As a browser, without a token. */
export function visit(url: string): Promise<Answer> {
  return send(url, {});
}

async function send(url: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(url, request);
  const text = await response.text();
  const isJson = text !== "" && response.headers.get("content-type")?.includes("json");
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, text, json };
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
