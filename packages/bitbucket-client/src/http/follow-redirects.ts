import type { Answer } from "@sentry-bitbucket-server/outbound";
import { WrongAddressError } from "../errors/wrong-address-error.ts";
import type { ExchangeRequest } from "./exchange.ts";

const maxRedirects = 5;
const redirectStatuses = [301, 302, 303, 307, 308];

type RequestTarget = Pick<ExchangeRequest, "method" | "url">;

/**
 * Follows redirects of GET within the same origin, e.g. of a repository under its former name.
 * Anything else is `WrongAddressError`: credentials must not go to another host, and a redirected
 * write is more likely a wrong base URL than wanted. `send` signs each hop anew.
 */
export async function followRedirects(
  target: RequestTarget,
  send: (target: RequestTarget) => Promise<Answer>,
): Promise<{ answer: Answer; url: string }> {
  let { url } = target;
  for (let followed = 0; ; followed++) {
    const answer = await send({ ...target, url });
    const location = answer.header("location");
    if (!redirectStatuses.includes(answer.status) || location === undefined) return { answer, url };
    if (followed === maxRedirects) {
      throw new WrongAddressError(`Bitbucket redirects more than ${maxRedirects} times.`, target);
    }
    url = nextUrl({ ...target, url }, location);
  }
}

function nextUrl(target: RequestTarget, location: string): string {
  const from = new URL(target.url);
  const to = URL.parse(location, from.href);
  if (to === null) throw new WrongAddressError("Bitbucket redirects to no valid address.", target);
  // Without the query, which may hold something that a log should not.
  const place = to.origin + to.pathname;
  if (to.origin !== from.origin) {
    const happened = `Bitbucket redirects to ${place}. Credentials are not sent to another origin: if that is your Bitbucket, use its address as base URL.`;
    throw new WrongAddressError(happened, target);
  }
  if (target.method !== "GET") {
    const happened = `Bitbucket redirects a write to ${place}. Check the base URL with its context path.`;
    throw new WrongAddressError(happened, target);
  }
  return to.href;
}
