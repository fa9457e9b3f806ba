import { describe, expect, test } from "vitest";
import { createAccessToken } from "../world/connect.ts";
import { changeDatabase } from "../world/service-database.ts";
import { type Installing, startFilledBitbucket } from "./installing.ts";
import { useInstalling } from "./use-installing.ts";

let installing: Installing;

useInstalling((begun) => {
  ({ installing } = begun);
});

describe("input", () => {
  test("what is wrong is told by field, and the step stays", async () => {
    await installing.initialize();
    const answer = await installing.input({ url: "bitbucket", accessToken: "t" });
    expect(answer.status).toBe(400);
    expect(answer.json).toEqual({ url: ["Enter a valid URL, with http:// or https://"] });
    const keyless = await installing.input({ url: "http://bitbucket", consumerKey: "k" });
    expect(keyless.json).toEqual({ privateKey: ["This field is required."] });
    expect((await installing.step()).json).toMatchObject({ stepIndex: 0 });
  });

  test("a host that is not there is named, whatever its form", async () => {
    await installing.initialize();
    const answer = await installing.input({ url: "http://127.0.0.1:1/stash", accessToken: "t" });
    expect(answer.json).toMatchObject({
      status: "error",
      data: { detail: expect.stringContaining("127.0.0.1:1") },
    });
  });

  test.each([
    "/projects/SHOP/repos/web/browse?at=main",
    "/dashboard",
    "/rest/api/1.0",
    "/users/admin/",
    "",
  ])("an address copied from Bitbucket with %s at its end is understood", async (path) => {
    const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
    const { token: accessToken } = await createAccessToken(bitbucket);
    await installing.initialize();
    const { json } = await installing.input({ url: bitbucket.url + path, accessToken });
    const host = bitbucket.url.replace("http://", "");
    expect(json).toMatchObject({ data: { integration: { externalId: `${host}:@admin` } } });
  });

  test.each(["", "/other", "/other/projects/SHOP"])(
    "the address %s where there is no Bitbucket is told as that, not as a wrong token",
    async (path) => {
      const bitbucket = await startFilledBitbucket({ contextPath: "/bitbucket" });
      const { token: accessToken } = await createAccessToken(bitbucket);
      const url = bitbucket.url.replace("/bitbucket", path);
      await installing.initialize();
      const detail = `There is no Bitbucket REST API at ${url}. Check the base URL and its context path.`;
      expect((await installing.input({ url, accessToken })).json).toMatchObject({
        data: { detail },
      });
    },
  );

  test("a step that is worked on is there still, for who asks meanwhile", async () => {
    await installing.initialize();
    const take = (at: number) =>
      changeDatabase(installing.service, "update pipelines set taken_at = ?", at);
    await take(Date.now());
    const { status, json } = await installing.step();
    expect([status, json["detail"]]).toEqual([
      409,
      "A step of the install is being worked on. Ask again in a moment.",
    ]);
    expect((await installing.input({ url: "http://x" })).status).toBe(404);
    await take(Date.now() - 3 * 60_000);
    expect((await installing.step()).status).toBe(404);
  });

  test("the pipeline's own mistakes have Sentry's words", async () => {
    const detail = async (answer: ReturnType<Installing["input"]>) => {
      const { status, json } = await answer;
      return [status, json["detail"]];
    };
    const none = [
      404,
      'No active pipeline session. Begin one with {"action": "initialize", "provider": "bitbucket_server"}.',
    ];
    expect(await detail(installing.input({ url: "http://x" }))).toEqual(none);
    expect(await detail(installing.step())).toEqual(none);
    expect(await detail(installing.input({ action: "initialize" }))).toEqual([
      400,
      "provider is required.",
    ]);
    const provider = "gitlab";
    expect(await detail(installing.input({ action: "initialize", provider }))).toEqual([
      404,
      "Unknown provider: gitlab",
    ]);
    expect(await detail(installing.acme.send("POST", "/pipeline/other/", {}))).toEqual([
      404,
      "Invalid pipeline type",
    ]);
  });
});

test("the provider is described before the install", async () => {
  const { json } = await installing.acme.send("GET", "/config/integrations/");
  expect(json["providers"]).toMatchObject([
    { key: "bitbucket_server", name: "Bitbucket Server", features: ["commits"], canAdd: true },
  ]);
});
