import { type Answer, toAnswer } from "./start-api.ts";

/** Asks as a page of ours does in a browser: with the cookie that it was given, and our header. */
export class Browser {
  readonly #url: string;
  /** `name=value`; undefined before the first login. */
  cookie: string | undefined;

  constructor(url: string, cookie?: string) {
    this.#url = url;
    this.cookie = cookie;
  }

  /** The same browser with another cookie, as somebody who has stolen it. */
  with(cookie: string | undefined): Browser {
    return new Browser(this.#url, cookie);
  }

  /** @param headers instead of those that a page of ours sends; undefined leaves one out */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Answer> {
    const sent = {
      "x-requested-with": "XMLHttpRequest",
      ...(this.cookie !== undefined && { cookie: this.cookie }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    };
    const given = Object.entries(sent).filter(
      (one): one is [string, string] => one[1] !== undefined,
    );
    const payload = body === undefined ? null : JSON.stringify(body);
    const response = await fetch(this.#url + path, { method, headers: given, body: payload });
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.cookie = cookie.split(";")[0];
    return toAnswer(response);
  }
}
