import { expect, test } from "vitest";
import { mintOrgAuthToken, mintUserToken } from "./mint-token.ts";

test("a user's token has Sentry's form", () => {
  expect(mintUserToken()).toMatch(/^sntryu_[0-9a-f]{64}$/);
  expect(mintUserToken()).not.toBe(mintUserToken());
});

test("an organization's token carries the address and the organization, as sentry-cli reads it", () => {
  for (const slug of ["acme", "a", "org-with-a-longer-name"]) {
    const [prefix, payload = "", secret = ""] = mintOrgAuthToken("https://s.example", slug).split(
      "_",
    );
    expect(prefix).toBe("sntrys");
    expect(payload.length % 4, "padded").toBe(0);
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64").toString());
    expect(claims).toMatchObject({ org: slug, url: "https://s.example" });
    expect(secret).toMatch(/^[A-Za-z0-9+/]{43}$/);
  }
});
