import { describe, expect, test } from "vitest";
import {
  loginOf,
  publicKey,
  startOAuthServer,
  type Answer,
  type OAuthServer,
} from "./oauth-server.ts";

const AUTHORIZE = "/plugins/servlet/oauth/authorize";

function openPage(
  server: OAuthServer,
  query: Record<string, string>,
  user = "jane",
): Promise<Answer> {
  const path = `${AUTHORIZE}?${new URLSearchParams(query).toString()}`;
  return server.send("GET", path, { headers: loginOf(user) });
}

/** Presses a button as a browser would: the page's hidden fields and the button. */
function press(server: OAuthServer, page: Answer, button: string, user = "jane"): Promise<Answer> {
  const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  const fields = hidden.map(([, name = "", value = ""]): [string, string] => [name, value]);
  const body = new URLSearchParams([...fields, [button, "pressed"]]);
  return server.send("POST", AUTHORIZE, { headers: loginOf(user), body });
}

describe("the approval page", () => {
  test("it names consumer and user, escaped, and offers both buttons", async () => {
    const server = await startOAuthServer();
    await server.link({ name: '<b>"Shop" & Co</b>' });
    const { oauth_token = "" } = await server.requestToken({ oauth_callback: "oob" });
    const page = await openPage(server, { oauth_token });
    expect(page.status).toBe(200);
    expect(page.headers.get("content-type")).toBe("text/html;charset=UTF-8");
    expect(page.text).toContain("&#60;b&#62;&#34;Shop&#34; &#38; Co&#60;/b&#62;");
    expect(page.text).toContain("<b>jane</b>");
    expect(page.text).toMatch(/name="approve"[\s\S]*name="deny"/);
  });

  test("approving redirects to the callback with a verifier that works", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken({
      oauth_callback: "http://shop.test/b",
    });
    const pressed = await press(server, await openPage(server, { oauth_token }), "approve");
    expect(pressed.status).toBe(302);
    const location = new URL(pressed.headers.get("location") ?? "");
    const oauth_verifier = location.searchParams.get("oauth_verifier") ?? "";
    expect((await server.accessToken(oauth_token, { oauth_verifier })).status).toBe(200);
  });

  test("denying in version 1.0 looks like approving, and gives no token", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken();
    const page = await openPage(server, { oauth_token, oauth_callback: "http://shop.test/b" });
    const pressed = await press(server, page, "deny");
    expect(pressed.headers.get("location")).toBe(`http://shop.test/b?oauth_token=${oauth_token}`);
    const { form } = await server.accessToken(oauth_token);
    expect(form).toEqual({ oauth_problem: "permission_denied" });
  });

  test("without a callback the user reads the verifier on a page", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken({ oauth_callback: "oob" });
    const shown = await press(server, await openPage(server, { oauth_token }), "approve");
    expect(shown.status).toBe(200);
    const [, oauth_verifier = ""] = /<code id="verifier">(\w{6})<\/code>/.exec(shown.text) ?? [];
    expect((await server.accessToken(oauth_token, { oauth_verifier })).status).toBe(200);
  });

  test("a denial without a callback is confirmed on a page", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken({ oauth_callback: "oob" });
    const shown = await press(server, await openPage(server, { oauth_token }), "deny");
    expect(shown.text).toContain("You have denied <b>Shop</b> access.");
  });
});

describe("what the approval page refuses", () => {
  test("a user who is not logged in", async () => {
    const server = await startOAuthServer();
    const answer = await server.send("GET", `${AUTHORIZE}?oauth_token=x`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Basic realm=/);
    expect((await server.send("POST", AUTHORIZE)).status).toBe(401);
  });

  test.each([
    ["a form without the page's secret", { approve: "Allow" }],
    ["a form with another secret", { approve: "Allow", form_token: "x" }],
  ])("%s", async (_sentence, fields) => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken();
    const body = new URLSearchParams({ oauth_token, ...fields });
    const answer = await server.send("POST", AUTHORIZE, { headers: loginOf("jane"), body });
    expect(answer.status).toBe(403);
    expect((await server.accessToken(oauth_token)).form.oauth_problem).toBe("permission_unknown");
  });

  test("a form that was opened by another user", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken();
    const page = await openPage(server, { oauth_token }, "jane");
    expect((await press(server, page, "approve", "joe")).status).toBe(403);
  });

  test("a form with neither button", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken();
    const pressed = await press(server, await openPage(server, { oauth_token }), "other");
    expect([pressed.status, pressed.form.oauth_problem]).toEqual([400, "parameter_absent"]);
  });

  test("a token that is missing, unknown, an access token, decided or too old", async () => {
    const server = await startOAuthServer();
    await server.link();
    const refusal = async (query: Record<string, string>) =>
      (await openPage(server, query)).form.oauth_problem;
    expect(await refusal({})).toBe("parameter_absent");
    expect(await refusal({ oauth_token: "nope" })).toBe("token_rejected");
    const { oauth_token: access = "" } = await server.connect();
    expect(await refusal({ oauth_token: access })).toBe("token_rejected");

    const { oauth_token = "" } = await server.requestToken();
    await server.control("deny", { token: oauth_token, username: "jane" });
    expect(await refusal({ oauth_token })).toBe("token_used");
    const { oauth_token: old = "" } = await server.requestToken();
    await server.control("clock", { offsetSeconds: 601 });
    expect(await refusal({ oauth_token: old })).toBe("token_expired");
  });

  test("a late callback that is no web address", async () => {
    const server = await startOAuthServer();
    await server.link();
    const { oauth_token = "" } = await server.requestToken();
    const answer = await openPage(server, { oauth_token, oauth_callback: "javascript:alert(1)" });
    expect([answer.status, answer.form.oauth_problem]).toEqual([400, "parameter_rejected"]);
  });
});

describe("the sandbox's own routes", () => {
  test("a consumer is listed after it is registered, until it is deleted", async () => {
    const server = await startOAuthServer();
    await server.link();
    const list = async () =>
      JSON.parse((await server.send("GET", "/sandbox/oauth/consumers")).text);
    expect(await list()).toEqual({
      values: [
        {
          consumerKey: "shop",
          name: "Shop",
          publicKey,
          threeLegged: true,
          twoLegged: false,
          impersonation: false,
        },
      ],
    });
    await server.send("DELETE", "/sandbox/oauth/consumers/shop");
    expect(await list()).toEqual({ values: [] });
    expect((await server.send("DELETE", "/sandbox/oauth/consumers/shop")).status).toBe(404);
  });

  test.each([
    ["consumers", { consumerKey: "a", name: "A", publicKey: "x" }, "publicKey"],
    ["consumers", { consumerKey: "", name: "A", publicKey }, "consumerKey"],
    ["consumers", { consumerKey: "a", name: "A", publicKey, callbackUrl: "/x" }, "callbackUrl"],
    ["approve", { token: "nope", username: "jane" }, null],
    ["approve", { token: "nope" }, "username"],
    ["clock", { offsetSeconds: "far" }, "offsetSeconds"],
    ["revoke", {}, null],
  ])("POST %s with a mistake in %j says what is wrong", async (path, body, context) => {
    const server = await startOAuthServer();
    const { errors } = await server.control(path, body);
    expect(errors).toEqual([{ context, message: expect.any(String), exceptionName: null }]);
  });
});
