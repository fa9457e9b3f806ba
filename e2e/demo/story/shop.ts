import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { runProgram } from "../../world/run-program.ts";

/** The application of the story: checked out in `clone`, reporting to `dsn`. */
export interface Shop {
  clone: string;
  dsn: string;
}

/** Runs the shop once, as the given release; it crashes and `@sentry/node` reports it. */
export async function runShop(shop: Shop, release: string): Promise<void> {
  const sentryNode = dirname(createRequire(import.meta.url).resolve("@sentry/node/package.json"));
  await runProgram(process.execPath, [join(shop.clone, "src", "checkout.cjs")], {
    cwd: shop.clone,
    env: {
      NODE_PATH: join(sentryNode, "..", ".."),
      SENTRY_DSN: shop.dsn,
      SENTRY_RELEASE: release,
    },
  });
}
