/** What a reader of the document must know before its first request. CommonMark. */
export const DESCRIPTION = `Sentry's Web API, as far as commits, releases, issues and integrations go: unmodified clients
of Sentry work here. Where Sentry has a URL for it, URL and shapes are Sentry's; what Sentry does not have is marked
\`x-not-in-sentry\`. Some of the rest is not in Sentry's published API either: only Sentry's own clients use it.

**Tokens.** Send \`Authorization: Bearer <token>\`. Any one of the scopes that are listed with an operation is enough;
without it the answer is 403 and names them. No token may do more than the role of its user.

**Sessions.** A browser that has logged in sends a cookie instead. A request that changes something then needs the header
\`X-Requested-With: XMLHttpRequest\`, and comes from no other site's page; else the answer is 403. A session
ends after 12 hours without use; a request with the header \`X-Unattended\` is none.

**Addresses.** \`{organization}\` and \`{project}\` take a slug or a number, \`{issue}\` a number or a short id such as
\`SHOP-1A\`. The slash at the end of a path may be left out. The former slug of a
project that was renamed redirects to the new one: with 302 for GET, else with 308, which keeps method and body.
sentry-cli follows no redirect, and is answered 410.

**Lists** come in pages of at most 100. The header \`Link\` names the neighbours of a page, and \`results="true"\` tells that
there is one: follow it by its \`cursor\`.`;
