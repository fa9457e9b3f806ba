import { createHash, randomBytes, randomInt } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { z } from "zod";
import { readJsonFile, writeJsonFile } from "../state/json-file.ts";
import { accessToken, isExpired, type AccessToken, type TokenOwner } from "./access-token.ts";

const storedTokens = z.array(accessToken);

/** HTTP access tokens, held in memory and written to `access-tokens.json` at every change. */
export class AccessTokenStore {
  readonly #path: string;
  readonly #now: () => number;
  #tokens: AccessToken[];

  constructor(folder: string, now: () => number) {
    this.#path = join(folder, "access-tokens.json");
    this.#now = now;
    this.#tokens = readJsonFile(this.#path, storedTokens, []);
  }

  /** Makes a token and gives its text, which is not kept: base64 of the id, a colon and 20 random bytes. */
  create(token: Omit<AccessToken, "id" | "hash" | "createdAt">): {
    token: AccessToken;
    text: string;
  } {
    const id = String(randomInt(1e11, 1e12));
    const text = Buffer.concat([Buffer.from(`${id}:`), randomBytes(20)]).toString("base64");
    const created = { ...token, id, hash: hashOf(text), createdAt: this.#now() };
    this.#save([...this.#tokens, created]);
    return { token: created, text };
  }

  list(owner: TokenOwner): AccessToken[] {
    return this.#tokens.filter((token) => isDeepStrictEqual(token.owner, owner));
  }

  find(owner: TokenOwner, id: string): AccessToken | undefined {
    return this.list(owner).find((token) => token.id === id);
  }

  /** The token with this text, unless it has expired. */
  findByText(text: string): AccessToken | undefined {
    const hash = hashOf(text);
    const token = this.#tokens.find((each) => each.hash === hash);
    return token && !isExpired(token, this.#now()) ? token : undefined;
  }

  replace(changed: AccessToken): void {
    this.#save(this.#tokens.map((token) => (token.id === changed.id ? changed : token)));
  }

  delete(id: string): void {
    this.#save(this.#tokens.filter((token) => token.id !== id));
  }

  #save(tokens: AccessToken[]): void {
    this.#tokens = tokens;
    writeJsonFile(this.#path, tokens);
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
