import type { Api } from "./api.ts";

/**
 * Answers what no route takes: 405 with `Allow`, in Sentry's words, when the path answers other methods,
 * else 404. To be called before routes are added.
 */
export function answerUnknownRoutes(app: Api): void {
  const methodsOf = new Map<string, Set<string>>();
  app.addHook("onRoute", ({ method, url }) => {
    const pattern = toPattern(url);
    const methods = methodsOf.get(pattern) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    methodsOf.set(pattern, methods);
  });
  app.setNotFoundHandler(async ({ method, url }, reply) => {
    const path = pathOf(url);
    const found = [...methodsOf].filter(([pattern]) => new RegExp(pattern).test(path));
    const allowed = new Set(found.flatMap(([, methods]) => [...methods]));
    if (allowed.size === 0) {
      return reply.status(404).send({ detail: `There is nothing at ${method} ${path}` });
    }
    return reply
      .status(405)
      .header("allow", [...allowed].join(", "))
      .send({ detail: `Method "${method}" not allowed.` });
  });
}

/** `/api/:project/store/` as a regular expression. */
function toPattern(url: string): string {
  const parts = url.replace(/\/$/, "").replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return `^${parts.replace(/:\w+/g, "[^/]+")}/?$`;
}

/** Without the query, which may hold DSN keys and OAuth tokens: they never reach a log. */
export function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
