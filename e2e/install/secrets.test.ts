import { expect, test } from "vitest";
import { createAccessToken } from "../world/connect.ts";
import { visit } from "../world/json-client.ts";
import { readStored } from "../world/read-stored.ts";
import type { World } from "../world/start-world.ts";
import { type Installing, startFilledBitbucket } from "./installing.ts";
import { addConsumer, decide, keyPair, requestToken } from "./oauth.ts";
import { useInstalling } from "./use-installing.ts";

let world: World;
let installing: Installing;

useInstalling(
  (begun) => {
    ({ world, installing } = begun);
  },
  { LOG_LEVEL: "trace" },
);

test("no secret is in an answer, in the log, or readable in the database", async () => {
  const bitbucket = await startFilledBitbucket();
  await addConsumer(bitbucket);
  const accessToken = await createAccessToken(bitbucket);
  await installing.connect(bitbucket, accessToken);
  const requested = await requestToken(installing, bitbucket);
  const { location, verifier } = await decide(bitbucket, requested, "approve");
  const before = await readStored(world);
  const page = await visit(location);
  const list = await installing.acme.send("GET", "/integrations/");
  const seen = [page.text, list.text, world.log(), before, await readStored(world)].join();
  expect(seen).toContain("@admin");
  const keyLine = keyPair.privateKey.split("\n")[1] ?? "";
  for (const secret of [accessToken.token, requested, keyLine]) expect(seen).not.toContain(secret);
  expect(page.text + world.log()).not.toContain(verifier);
});
