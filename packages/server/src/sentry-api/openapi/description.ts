/** What a reader of the document must know before its first request. CommonMark. */
export const DESCRIPTION = `Sentry's Web API, as far as commits, releases, issues and integrations go: unmodified clients
of Sentry work here. Where Sentry has a URL for it, URL and shapes are Sentry's; what Sentry does not have is marked
\`x-not-in-sentry\`. Not everything else is published by Sentry: its own clients use more.

**Tokens.** Send \`Authorization: Bearer <token>\`. Any one of the scopes that are listed with an operation is enough;
without it the answer is 403 and names them.

**Addresses.** \`{organization}\` and \`{project}\` take a slug or a number, \`{issue}\` a number or a short id such as
\`SHOP-1A\`. The slash at the end of a path may be left out. A project that was renamed
answers to its former slug with a redirect: 302, or 308 where a request is not to be read as another. To sentry-cli, which
follows none, it answers 410.

**Lists** come in pages of at most 100. The header \`Link\` names the neighbours of a page, and \`results="true"\` tells that
there is one: follow it by its \`cursor\`.`;
