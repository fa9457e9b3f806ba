import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { runSentryCli } from "../world/run-sentry-cli.ts";
import { sentryCliPath } from "../world/sentry-cli-path.ts";
import { connect, startTwoSentrys, UPSTREAM_ORG } from "./two-sentrys.ts";

describe.each([2, 3] as const)("sentry-cli %i pointed at us", (line) => {
  const isThere = existsSync(sentryCliPath(line));
  if (!isThere) console.warn(`SKIPPED: there is no sentry-cli ${line} for ${process.platform}`);

  test.runIf(isThere)("works on the releases of its own Sentry, with its own token", async () => {
    const both = await startTwoSentrys();
    const { relay, upstream, makeToken } = both;
    const token = await makeToken();
    await connect(both, await makeToken());
    const env = {
      SENTRY_URL: relay.serviceUrl,
      SENTRY_AUTH_TOKEN: token,
      SENTRY_ORG: UPSTREAM_ORG,
      SENTRY_PROJECT: "shop",
    };
    const run = (...args: string[]) => runSentryCli(args, { line, cwd: tmpdir(), env });
    expect((await run("info")).output).toContain(relay.serviceUrl);
    for (const args of [
      ["releases", "new", "shop@1.0"],
      ["releases", "finalize", "shop@1.0"],
      ["deploys", "new", "--release", "shop@1.0", "-e", "production"],
      ["releases", "list"],
    ]) {
      expect([args, await run(...args)]).toEqual([args, expect.objectContaining({ exit: 0 })]);
    }
    const path = `/organizations/${UPSTREAM_ORG}/releases/shop%401.0/`;
    expect(await upstream.service.call("GET", path)).toMatchObject({
      dateReleased: expect.any(String),
      deployCount: 1,
    });
    expect((await run("releases", "info", "nothing")).exit).toBe(1);
  });
});
