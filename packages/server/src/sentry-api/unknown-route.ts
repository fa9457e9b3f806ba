import type { Api } from "./api.ts";

/**
 * Answers what no route takes: 405 with `Allow`, in Sentry's words, when the path answers other methods,
 * else 404. To be called before routes are added.
 */
export function answerUnknownRoutes(app: Api): void {
  const paths = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  app.addHook("onRoute", ({ method, url }) => {
    const path = paths.get(url) ?? { pattern: toPattern(url), methods: new Set() };
    for (const one of [method].flat()) path.methods.add(one);
    paths.set(url, path);
  });
  app.setNotFoundHandler(async ({ method, url }, reply) => {
    const path = pathOf(url);
    const found = [...paths.values()].filter(({ pattern }) => pattern.test(path));
    const allowed = new Set(found.flatMap(({ methods }) => [...methods]));
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
function toPattern(url: string): RegExp {
  const parts = url.replace(/\/$/, "").replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${parts.replace(/:\w+/g, "[^/]+")}/?$`);
}

/** Without the query, which may hold DSN keys and OAuth tokens: they never reach a log. */
export function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
