/**
 * An envelope as @sentry/node sends it, 10,000 bytes long: an exception with 30 frames and their source
 * lines, 25 breadcrumbs, contexts and tags. It names no id: each time it is sent, it is a new event.
 * @param fault events of the same one are one issue
 */
export function envelopeOf10Kb(fault: number): string {
  const event = {
    timestamp: Date.now() / 1_000,
    platform: "node",
    level: "error",
    environment: "production",
    release: "shop@1.2.3",
    server_name: "shop-1",
    transaction: "POST /checkout",
    sdk: { name: "sentry.javascript.node", version: "11.12.0" },
    tags: { region: "eu", shard: String(fault % 7) },
    user: { id: "4711", email: "jane@example.com" },
    contexts: { runtime: { name: "node", version: "v24.21.0" }, os: { name: "Linux" } },
    exception: {
      values: [
        {
          type: "TypeError",
          value: "Cannot read properties of undefined (reading 'price')",
          mechanism: { type: "generic", handled: false },
          stacktrace: { frames: Array.from({ length: 30 }, (_, depth) => frame(fault, depth)) },
        },
      ],
    },
    breadcrumbs: Array.from({ length: 25 }, (_, n) => ({
      timestamp: Date.now() / 1_000 - n,
      category: "http",
      level: "info",
      data: { url: `https://stock.example.com/items/${n}`, method: "GET", status_code: 200 },
    })),
    extra: { filling: "" },
  };
  const lines = (filling: string) =>
    [{}, { type: "event" }, { ...event, extra: { filling } }]
      .map((line) => JSON.stringify(line))
      .join("\n");
  return lines("x".repeat(10_000 - lines("").length));
}

function frame(fault: number, depth: number) {
  const isOurs = depth > 24;
  return {
    filename: isOurs ? `/app/src/step-${depth}.js` : "/app/node_modules/framework/lib/router.js",
    function: isOurs ? `fault${fault}Step${depth}` : `next${depth}`,
    lineno: 10 + depth,
    colno: 7,
    in_app: isOurs,
    ...(isOurs && {
      pre_context: ["function checkout(cart) {", "  const items = cart.items;"],
      context_line: "  return items.map((item) => item.price);",
      post_context: ["}"],
    }),
  };
}
