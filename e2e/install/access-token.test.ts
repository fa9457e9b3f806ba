import { describe, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { createAccessToken } from "../world/connect.ts";
import type { JsonClient } from "../world/json-client.ts";
import { type Installing, startFilledBitbucket } from "./installing.ts";
import { useInstalling } from "./use-installing.ts";

let installing: Installing;

useInstalling((begun) => {
  ({ installing } = begun);
});

describe("an access token", () => {
  test("completes the install at once", async () => {
    const bitbucket = await startFilledBitbucket();
    const id = await installing.connect(bitbucket);
    const host = bitbucket.url.replace("http://", "");
    const list = await installing.acme.send("GET", "/integrations/");
    expect(list.json).toMatchObject([
      { id, name: `${host} (admin, access token)`, externalId: `${host}:@admin`, domainName: host },
    ]);
    expect(list.headers.get("link")).toContain('rel="next"; results="false"');
  });

  test("of a repository is enough for that repository", async () => {
    const bitbucket = await startFilledBitbucket();
    await addRepository(bitbucket, "SHOP", "other");
    const { token } = await createAccessToken(bitbucket, "projects/SHOP/repos/web");
    await installing.initialize();
    const done = await installing.input({ url: bitbucket.url, accessToken: token });
    const host = bitbucket.url.replace("http://", "");
    expect(done.json).toMatchObject({
      status: "complete",
      data: { integration: { externalId: `${host}:@SHOP/web` } },
    });
    const { integration } = done.json["data"] as { integration: { id: string } };
    const choices = await installing.acme.send("GET", `/integrations/${integration.id}/repos/`);
    expect(choices.json["repos"]).toMatchObject([{ identifier: "SHOP/web" }]);
  });

  test.each([
    ["unknown to Bitbucket", () => Promise.resolve({ token: "made-up" })],
    [
      "without a repository to administer",
      async (bitbucket: JsonClient) => {
        return createAccessToken(bitbucket, "projects/SHOP/repos/web", "REPO_READ");
      },
    ],
  ])("%s is refused, and nothing is stored", async (_, createToken) => {
    const bitbucket = await startFilledBitbucket();
    await installing.initialize();
    const { token } = await createToken(bitbucket);
    const answer = await installing.input({ url: bitbucket.url, accessToken: token });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ status: "error" });
    expect(await installing.stored()).toMatchObject({ integrations: [], identities: [] });
  });
});

test("a token that may only read does not replace one that may administer", async () => {
  const bitbucket = await startFilledBitbucket();
  const id = await installing.connect(bitbucket);
  const before = (await installing.stored()).identities;
  const { token } = await createAccessToken(bitbucket, "users/admin", "REPO_READ");
  await installing.initialize();
  const refused = await installing.input({ url: bitbucket.url, accessToken: token });
  expect(refused).toMatchObject({
    status: 400,
    json: {
      data: { detail: expect.stringContaining("The token may not administer any repository") },
    },
  });
  expect((await installing.stored()).identities).toEqual(before);
  const repos = await installing.acme.send("GET", `/integrations/${id}/repos/`);
  expect(repos.json["repos"]).toHaveLength(1);
});

test("installing the same host and user again updates, another host adds", async () => {
  const [one, two] = [await startFilledBitbucket(), await startFilledBitbucket()];
  const id = await installing.connect(one);
  const before = (await installing.stored()).identities;
  expect(await installing.connect(one)).toBe(id);
  expect((await installing.stored()).identities).not.toEqual(before);
  expect(await installing.connect(two)).not.toBe(id);
  expect((await installing.stored()).integrations).toHaveLength(2);
});
