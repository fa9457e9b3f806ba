import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, startApi, type TestApi } from "../../../test/start-api.ts";
import { SESSION_AGE_MS, SESSION_IDLE_MS } from "../../accounts/session-store.ts";
import { hashPassword } from "../../organizations/password.ts";
import { Browser } from "../../../test/browser.ts";

const PASSWORD = "correct horse battery";
const ACME = "/api/0/organizations/acme/";
let passwordHash: string;
let api: TestApi;
let browser: Browser;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  api = await startApi();
  await api.db.updateTable("users").set({ passwordHash }).execute();
  browser = new Browser(api.url);
});

afterEach(() => api.close());

const logIn = (password = PASSWORD, username = "ann@example.com"): Promise<Answer> =>
  browser.call("POST", "/api/0/auth/login/", { username, password });

describe("a session", () => {
  test("begins with the right password, and does what the role allows", async () => {
    const { status, body, headers } = await logIn(PASSWORD, " Ann@Example.com ");
    expect([status, body.user.email]).toEqual([200, "ann@example.com"]);
    expect(headers.get("set-cookie")).toMatch(
      /^__Host-session=[\w-]{43}; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect((await browser.call("GET", "/api/0/auth/")).body.email).toBe("ann@example.com");
    expect((await browser.call("PUT", ACME, { name: "Acme!" })).body.name).toBe("Acme!");
  });

  test("is kept hashed", async () => {
    await logIn();
    const rows = JSON.stringify(await api.db.selectFrom("sessions").selectAll().execute());
    expect(browser.cookie).toBeDefined();
    expect(rows).not.toContain(browser.cookie?.split("=")[1]);
  });

  test("is another one after each login, and the one before is over", async () => {
    await logIn();
    const former = browser.cookie;
    await logIn();
    expect(browser.cookie).not.toBe(former);
    expect((await browser.with(former).call("GET", "/api/0/auth/")).status).toBe(401);
    expect((await browser.call("GET", "/api/0/auth/")).status).toBe(200);
  });

  test("ends by logging out", async () => {
    await logIn();
    const { cookie } = browser;
    const out = await browser.call("DELETE", "/api/0/auth/");
    expect([out.status, out.headers.get("set-cookie")]).toEqual([
      204,
      expect.stringContaining("Max-Age=0"),
    ]);
    expect((await browser.with(cookie).call("GET", "/api/0/auth/")).status).toBe(401);
  });

  test.each([
    ["when nothing was asked for long", { lastUsedAt: Date.now() - SESSION_IDLE_MS }],
    ["when it is old, though it was used just now", { createdAt: Date.now() - SESSION_AGE_MS }],
  ])("ends by itself %s", async (_when, times) => {
    await logIn();
    await api.db.updateTable("sessions").set(times).execute();
    const { status, body } = await browser.call("GET", "/api/0/auth/");
    expect([status, body.detail]).toEqual([401, "The session has ended. Log in again."]);
    await logIn();
    expect(await api.db.selectFrom("sessions").select("id").execute()).toHaveLength(1);
  });

  test("has its last use noted, but not what a page asks that nobody is at", async () => {
    await logIn();
    const long = Date.now() - 120_000;
    const readLastUse = async () =>
      (await api.db.selectFrom("sessions").selectAll().execute())[0]?.lastUsedAt;
    await api.db.updateTable("sessions").set({ lastUsedAt: long }).execute();
    await browser.call("GET", ACME, undefined, { "x-unattended": "1" });
    // What is done after that answer has been done when another one is there.
    await api.call("GET", ACME);
    expect(await readLastUse()).toBe(long);
    await browser.call("GET", ACME);
    await expect.poll(readLastUse).toBeGreaterThan(long);
  });

  test("is of no use to a token, which has none", async () => {
    expect((await api.call("DELETE", "/api/0/auth/")).status).toBe(400);
  });
});

describe("a request that another site's page makes", () => {
  beforeEach(() => logIn());

  test.each([
    ["without the header that only our pages can set", { "x-requested-with": undefined }],
    ["with an origin that is not ours", { origin: "https://evil.example" }],
    ["with an origin that is nothing", { origin: "null" }],
  ])("changes nothing %s", async (_what, headers) => {
    const { status, body } = await browser.call("PUT", ACME, { name: "Evil" }, headers);
    expect([status, body.detail]).toEqual([403, expect.stringContaining("CSRF Failed")]);
    expect((await browser.call("GET", ACME)).body.name).toBe("Acme");
  });

  test("does not log a browser in", async () => {
    const body = { username: "ann@example.com", password: PASSWORD };
    const origin = "https://evil.example";
    const answer = await browser.call("POST", "/api/0/auth/login/", body, { origin });
    expect(answer.status).toBe(403);
  });

  test("does as it should with our own origin, and with a token", async () => {
    const origin = "https://sentry.example.com";
    expect((await browser.call("PUT", ACME, { name: "A" }, { origin })).status).toBe(200);
    expect((await api.call("PUT", ACME, { name: "B" })).status).toBe(200);
  });
});

describe("a password that is wrong", () => {
  test("and a user who is not there are answered alike", async () => {
    const wrong = await logIn("wrong");
    const nobody = await logIn(PASSWORD, "nobody@example.com");
    expect(wrong.status).toBe(403);
    expect([nobody.status, nobody.body]).toEqual([wrong.status, wrong.body]);
    expect(wrong.headers.get("set-cookie")).toBeNull();
  });

  test("is tried ten times for an account, and then the right one is of no use for a while", async () => {
    for (let n = 0; n < 10; n++) expect((await logIn("wrong")).status).toBe(403);
    const { status, headers } = await logIn();
    expect([status, headers.get("retry-after")]).toEqual([429, "900"]);
    const before = Date.now() - 15 * 60_000;
    await api.db.updateTable("loginAttempts").set({ attemptedAt: before }).execute();
    expect((await logIn()).status).toBe(200);
  });

  test("is not tried more often by asking at once", async () => {
    const atOnce = () => Promise.all(Array.from({ length: 5 }, () => logIn("wrong")));
    const answers = [...(await atOnce()), ...(await atOnce()), ...(await atOnce())];
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  });

  test("does not have others wait for long when many come at once", async () => {
    const answers = await Promise.all(Array.from({ length: 9 }, () => logIn("wrong")));
    const busy = answers.filter(({ headers }) => headers.get("retry-after") === "1");
    expect(busy.length).toBeGreaterThan(0);
    expect((await logIn()).status).toBe(200);
  });

  test("is tried thirty times from an address, for whatever accounts", async () => {
    const values = Array.from({ length: 30 }, (_, n) => ({
      email: `${n}@example.com`,
      address: "127.0.0.1",
      attemptedAt: Date.now(),
    }));
    await api.db.insertInto("loginAttempts").values(values).execute();
    expect((await logIn()).status).toBe(429);
  });
});

describe("changing the password", () => {
  const change = (password: string, passwordNew: string, passwordVerify = passwordNew) =>
    browser.call("PUT", "/api/0/users/me/password/", { password, passwordNew, passwordVerify });

  test("ends all sessions but this one, which is another one", async () => {
    await logIn();
    const elsewhere = browser.cookie;
    browser = new Browser(api.url);
    await logIn();
    const here = browser.cookie;
    expect((await change(PASSWORD, "another password")).status).toBe(204);
    expect((await browser.call("GET", "/api/0/auth/")).status).toBe(200);
    for (const former of [elsewhere, here]) {
      expect((await browser.with(former).call("GET", "/api/0/auth/")).status).toBe(401);
    }
    expect((await logIn()).status).toBe(403);
    expect((await logIn("another password")).status).toBe(200);
  });

  test("takes all tokens of the user back, when that is asked for", async () => {
    await logIn();
    const passwordNew = "another password";
    const asked = { password: PASSWORD, passwordNew, passwordVerify: passwordNew };
    expect((await api.call("GET", "/api/0/auth/")).status).toBe(200);
    const body = { ...asked, takeBackTokens: true };
    expect((await browser.call("PUT", "/api/0/users/me/password/", body)).status).toBe(204);
    expect((await api.call("GET", "/api/0/auth/")).status).toBe(401);
  });

  test("needs the one before, twice the same new one, and a long one", async () => {
    await logIn();
    expect((await change("wrong", "another password")).body).toHaveProperty("password");
    expect((await change(PASSWORD, "another", "other")).body).toHaveProperty("passwordVerify");
    expect((await change(PASSWORD, "short")).body).toHaveProperty("passwordNew");
    expect((await browser.call("GET", "/api/0/auth/")).status).toBe(200);
  });
});
