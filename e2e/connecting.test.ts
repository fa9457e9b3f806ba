import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cloneUrl } from "./world/create-repository.ts";
import { git } from "./world/git.ts";
import { runProgram } from "./world/run-program.ts";
import { sentryCliPath } from "./world/sentry-cli-path.ts";
import { startTestWorld } from "./world/start-test-world.ts";
import type { World } from "./world/start-world.ts";

let world: World;
let clone: string;

beforeAll(async () => {
  world = await startTestWorld();
  clone = join(world.folder, "storefront");
  await mkdir(clone);
});

afterAll(() => world.close());

const hasCurl = await runProgram("curl", ["--version"]).then(
  () => true,
  () => false,
);
if (!hasCurl) console.warn("SKIPPED: the commands of docs/connecting.md need curl");

/** The commands of the page, a text for each block; the first one only says where things are. */
const page = fileURLToPath(new URL("../docs/connecting.md", import.meta.url));
const [, withSandbox = "", withToken = "", begin = "", finish = "", ...rest] = [
  ...readFileSync(page, "utf8").matchAll(/^```sh\n([^]*?)^```/gm),
].map(([, block = ""]) => block);
const definitions = withToken.slice(0, withToken.indexOf("\napi "));

test.runIf(hasCurl)("the commands of docs/connecting.md work as they stand there", async () => {
  const run = (block: string, env: Record<string, string> = {}) =>
    runProgram("bash", ["-e", "-u", "-c", `${definitions}\n${block}`], {
      cwd: clone,
      env: {
        SERVICE: world.serviceUrl,
        TOKEN: world.adminToken,
        BITBUCKET: world.bitbucket.url,
        ORG: "acme",
        PATH: `${dirname(sentryCliPath())}:${process.env["PATH"]}`,
        HOME: world.folder,
        ...env,
      },
    });

  const [, token = ""] = /"token":\s*"([^"]+)"/.exec(await run(withSandbox)) ?? [];
  const origin = cloneUrl(world.bitbucket, "shop/storefront");
  await git(clone, "clone", "--quiet", origin, ".");
  await git(clone, "commit", "--quiet", "--allow-empty", "-m", "Begin");
  await git(clone, "push", "--quiet", "origin", "HEAD:main");
  expect(await run(withToken, { BITBUCKET_TOKEN: token })).toContain('"status":"complete"');

  // What the reader copies from the answer into Bitbucket's form.
  const begun = await run(begin);
  const [, consumerKey = ""] = /"consumerKey":"([^"]+)"/.exec(begun) ?? [];
  const [, publicKey = ""] = /"publicKey":("(?:[^"\\]|\\.)+")/.exec(begun) ?? [];
  const link = { consumerKey, name: "Sentry", publicKey: JSON.parse(publicKey) as string };
  await world.bitbucket.call("POST", "/sandbox/oauth/consumers", link);
  expect(await run(finish, { CONSUMER_KEY: consumerKey })).toContain('"oauthUrl":"http');

  const linked = await run(rest.slice(0, -5).join("\n"));
  expect(linked).toContain('"identifier":"SHOP/storefront"');
  const [, dsn = ""] = /"public":"(http:[^"]+)"/.exec(linked) ?? [];
  const reported = await run(rest.slice(-5, -3).join("\n"), { DSN: dsn });
  expect(reported).toContain('"title":"Cannot check out"');
  const [ciToken = ""] = /sntrys_[^"]+/.exec(reported) ?? [];
  const tokens = { CI_TOKEN: ciToken, FOUND_TOKEN: ciToken };
  expect(await run(rest.slice(-3).join("\n"), tokens)).toContain("shop@1.1.0");
});
