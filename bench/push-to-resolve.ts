import { setTimeout as pause } from "node:timers/promises";
import {
  connectWithAccessToken,
  linkRepository,
} from "@sentry-bitbucket-server/e2e/world/connect.ts";
import { createRepository } from "@sentry-bitbucket-server/e2e/world/create-repository.ts";
import { git } from "@sentry-bitbucket-server/e2e/world/git.ts";
import { getIssue } from "@sentry-bitbucket-server/e2e/world/issue.ts";
import { createProject, reportCrash } from "@sentry-bitbucket-server/e2e/world/report-crash.ts";
import { startWorld } from "@sentry-bitbucket-server/e2e/world/start-world.ts";
import { describeFigures } from "./figures.ts";

const PUSHES = 50;

/**
 * From `git push` returning to the issue being resolved, over loopback, with the sandbox in the same
 * process: webhook, signature, storage, job, three questions to Bitbucket, resolution. The
 * yardstick of the same run is a plain `git push` of the same size.
 */
export async function benchPushes(): Promise<void> {
  const world = await startWorld();
  try {
    const { clone } = await createRepository(world, "SHOP", "storefront");
    await linkRepository(world, await connectWithAccessToken(world), "SHOP/storefront");
    const dsn = await createProject(world, "shop");
    const resolved: number[] = [];
    const pushed: number[] = [];
    for (let n = 1; n <= PUSHES; n++) {
      await reportCrash(dsn, { fingerprint: `issue ${n}` });
      // Short ids count in base 32: the number is asked for by the issue's own name.
      await git(clone, "commit", "--quiet", "--allow-empty", "-m", `Fixes SHOP-${crockford(n)}`);
      const started = performance.now();
      await git(clone, "push", "--quiet", "origin", "main");
      const returned = performance.now();
      while ((await getIssue(world, `SHOP-${crockford(n)}`)).status !== "resolved") await pause(2);
      resolved.push(performance.now() - returned);
      pushed.push(returned - started);
    }
    console.log(`\npush returned → issue resolved, ${PUSHES} pushes of one commit`);
    console.log(`  ${describeFigures(resolved, "ms")}`);
    console.log(`  git push itself, same run: ${describeFigures(pushed, "ms")}`);
  } finally {
    await world.close();
  }
}

function crockford(n: number): string {
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const last = digits.charAt(n % 32);
  return n < 32 ? last : crockford(Math.floor(n / 32)) + last;
}
