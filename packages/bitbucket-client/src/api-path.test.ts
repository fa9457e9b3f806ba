import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BitbucketServerAPIPath } from "./api-path.ts";

const path = new BitbucketServerAPIPath("https://host/bitbucket/");
const repo = "https://host/bitbucket/rest/api/1.0/projects/SHOP/repos/web";

test.each([
  [path.applicationProperties(), "https://host/bitbucket/rest/api/1.0/application-properties"],
  [path.repos(), "https://host/bitbucket/rest/api/1.0/repos"],
  [path.repo("SHOP", "web"), repo],
  [path.commits("SHOP", "web"), `${repo}/commits`],
  [path.commit("SHOP", "web", "abc"), `${repo}/commits/abc`],
  [path.commitChanges("SHOP", "web", "abc"), `${repo}/commits/abc/changes`],
  [path.branches("SHOP", "web"), `${repo}/branches`],
  [path.defaultBranch("SHOP", "web"), `${repo}/default-branch`],
  [path.tags("SHOP", "web"), `${repo}/tags`],
  [path.refChangeActivities("SHOP", "web"), `${repo}/ref-change-activities`],
  [path.webhooks("SHOP", "web"), `${repo}/webhooks`],
  [path.webhook("SHOP", "web", 7), `${repo}/webhooks/7`],
  [path.webhookTest("SHOP", "web"), `${repo}/webhooks/test`],
  [path.oauthRequestToken(), "https://host/bitbucket/plugins/servlet/oauth/request-token"],
  [path.oauthAuthorize(), "https://host/bitbucket/plugins/servlet/oauth/authorize"],
  [path.oauthAccessToken(), "https://host/bitbucket/plugins/servlet/oauth/access-token"],
])("%s", (actual, expected) => {
  expect(actual).toBe(expected);
});

describe("segments", () => {
  test("a personal project keeps its tilde", () => {
    expect(path.repo("~jane", "dot.files")).toMatch(/\/projects\/~jane\/repos\/dot\.files$/);
  });

  test("what has a meaning in a URL is encoded", () => {
    expect(path.commit("A B", "c?d", "feature/x#1")).toMatch(
      /\/projects\/A%20B\/repos\/c%3Fd\/commits\/feature%2Fx%231$/,
    );
  });

  test.each(["", ".", ".."])("%j is refused: it would change the rest of the path", (segment) => {
    expect(() => path.repo(segment, "web")).toThrow("cannot be a project key");
  });

  test("any two names arrive as they are, whatever is in them", () => {
    const segment = fc
      .string({ unit: "binary", minLength: 1 })
      .filter((text) => !/^\.\.?$/.test(text));
    fc.assert(
      fc.property(segment, segment, (key, slug) => {
        const { pathname } = new URL(path.repo(key, slug));
        const segments = pathname.split("/").map(decodeURIComponent);
        expect(segments).toEqual([
          "",
          "bitbucket",
          "rest",
          "api",
          "1.0",
          "projects",
          key,
          "repos",
          slug,
        ]);
      }),
    );
  });
});
