import { describe, expect, test } from "vitest";
import { linkGuideFor, tokenGuideFor } from "./link-guide.ts";

describe("a new application link in Bitbucket", () => {
  test.each([
    ["6.10.17", "Create new link", undefined],
    ["7.19.4", "Create new link", undefined],
    ["7.21.23", "Create link", "Atlassian product"],
    ["8.19.24", "Create link", "Atlassian product"],
    ["9.4.0", "Create link", "Atlassian product"],
    ["10.2.7", "Create link", "Atlassian product"],
    [null, "Create link", "Atlassian product"],
  ])("%s begins with %s, and has the type %s", (version, create, type) => {
    expect(linkGuideFor(version)).toMatchObject({ create });
    expect(linkGuideFor(version).type).toBe(type);
  });

  test.each([
    ["9.6.5", false],
    ["10.0.2", false],
    ["10.1.0", true],
    ["11.0.0", true],
  ])("%s warns of the type that came with 10.1: %s", (version, isWarned) => {
    expect(linkGuideFor(version).not?.includes("via OAuth 2.0")).toBe(isWarned);
  });
});

test.each([
  ["7.17.1", "Personal access tokens"],
  ["7.21.0", "HTTP access tokens"],
  ["10.2.7", "HTTP access tokens"],
  [null, "HTTP access tokens"],
])("tokens of %s are below %s", (version, name) => {
  expect(tokenGuideFor(version).path.at(-1)).toBe(name);
});
