import { join } from "node:path";
import { expect, test } from "vitest";
import { sizeOfFirstLoad } from "@sentry-bitbucket-server/web/size-of-first-load";

const MOST_BYTES = 250_000;

test("the first load has no more scripts than it may, in bytes after gzip", async () => {
  const folder = join(import.meta.dirname, "../../packages/server/ui");
  expect((await sizeOfFirstLoad(folder)).scripts).toBeLessThan(MOST_BYTES);
});
