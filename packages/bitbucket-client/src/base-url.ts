import { InvalidInputError } from "./errors/invalid-input-error.ts";

/**
 * Reads the address of a Bitbucket instance: the context path is kept, trailing slashes, query and
 * fragment are not. Throws `InvalidInputError`, also for an address with credentials in it, which
 * would otherwise stand in logs and messages.
 */
export function parseBaseUrl(text: string): string {
  if (!URL.canParse(text)) {
    throw new InvalidInputError(
      `"${text}" is not a URL. Give the base URL of Bitbucket, e.g. https://bitbucket.example.com`,
    );
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new InvalidInputError(
      `The base URL must start with https:// or http://, not ${url.protocol}`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new InvalidInputError("The base URL must not contain a user name or password.");
  }
  return url.origin + withoutTrailingSlashes(url.pathname);
}

/** Not a regular expression: `/\/+$/` takes quadratic time on a path of slashes that ends otherwise. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end--;
  return path.slice(0, end);
}
