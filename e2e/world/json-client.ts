/** One HTTP API that speaks JSON, called as anybody would call it. */
export class JsonClient {
  readonly #baseUrl: string;
  readonly #authorization: string;

  constructor(baseUrl: string, authorization: string) {
    this.#baseUrl = baseUrl;
    this.#authorization = authorization;
  }

  /**
   * @returns the answer's JSON, or undefined when it has none
   * @throws Error with status and body when the answer is no success
   */
  async call<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const { text } = await this.#send(method, `${this.#baseUrl}${path}`, body);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  }

  /**
   * @returns the rows of all pages, as the `Link` headers lead to them
   * @throws Error with status and body when an answer is no success
   */
  async list<Row>(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    let next: string | undefined = `${this.#baseUrl}${path}`;
    while (next !== undefined) {
      const { text, link } = await this.#send("GET", next);
      rows.push(...(JSON.parse(text) as Row[]));
      next = /<([^>]+)>; rel="next"; results="true"/.exec(link)?.[1];
    }
    return rows;
  }

  async #send(
    method: string,
    url: string,
    body?: unknown,
  ): Promise<{ text: string; link: string }> {
    const response = await fetch(url, {
      method,
      headers: {
        authorization: this.#authorization,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      const path = url.slice(this.#baseUrl.length);
      throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    }
    return { text, link: response.headers.get("link") ?? "" };
  }
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
