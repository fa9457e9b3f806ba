import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReleaseVersion, validateReleaseVersion } from "./release-version.ts";

const sha = "a86d127c4b2f23a0a862620280427dcc01c78676";

describe("parseReleaseVersion", () => {
  it("reads all parts of a version", () => {
    expect(parseReleaseVersion("@acme.web@1.2.3.4-rc.1+5.x")).toEqual({
      package: "@acme.web",
      version: {
        major: 1,
        minor: 2,
        patch: 3,
        revision: 4,
        components: 4,
        prerelease: "rc.1",
        buildCode: "5.x",
        raw: "1.2.3.4-rc.1+5.x",
      },
      description: "1.2.3.4-rc.1 (5.x)",
    });
  });

  it.each([
    ["web@1.2.3", [1, 2, 3, ""], "1.2.3"],
    ["web@1.0", [1, 0, 0, ""], "1.0"],
    ["web@7", [7, 0, 0, ""], "7"],
    ["web@1.0rc1", [1, 0, 0, "rc1"], "1.0rc1"],
    ["web@1.0.0-beta.2", [1, 0, 0, "beta.2"], "1.0.0-beta.2"],
    ["web@1-beta", [1, 0, 0, "beta"], "1-beta"],
    ["web@01.02.03", [1, 2, 3, ""], "01.02.03"],
    [" web@1.2.3 ", [1, 2, 3, ""], "1.2.3"],
  ])("reads the version of %j", (text, [major, minor, patch, prerelease], description) => {
    const parsed = parseReleaseVersion(text);
    expect(parsed).toMatchObject({ package: "web", description });
    expect(parsed.version).toMatchObject({ major, minor, patch, prerelease });
  });

  it.each([
    ["1.2.3", "1.2.3"],
    ["v1.2.3", "v1.2.3"],
    ["web@v1.2.3", "v1.2.3"],
    ["web@1a", "1a"],
    ["web@1.2.3.4.5", "1.2.3.4.5"],
    ["web@1.2.3-", "1.2.3-"],
    ["web@99999999999999999", "99999999999999999"],
    ["web@", "web@"],
    ["@1.2.3", "@1.2.3"],
    ["a@b@1.0.0", "b@1.0.0"],
    ["", ""],
  ])("finds no version in %j and describes it as %j", (text, description) => {
    const parsed = parseReleaseVersion(text);
    expect(parsed.version).toBeUndefined();
    expect(parsed).toMatchObject({ buildHash: undefined, description });
  });

  it.each([
    [sha, undefined, "a86d127c4b2f"],
    [`web@${sha}`, "web", "a86d127c4b2f"],
    ["web@085240e737828d8326719bf97730188e927e49ca", "web", "085240e73782"],
    [`web@1.0+${sha}`, "web", "1.0 (a86d127c4b2f)"],
  ])("finds the sha in %s", (text, packageName, description) => {
    const parsed = parseReleaseVersion(text);
    expect(text.endsWith(parsed.buildHash ?? "none")).toBe(true);
    expect(parsed).toMatchObject({ package: packageName, description });
  });

  it("takes any text without a fault", () => {
    const property = fc.property(fc.string({ unit: "binary" }), (text) => {
      return parseReleaseVersion(text).description.length <= text.length + 3;
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});

describe("validateReleaseVersion", () => {
  it.each([
    "1.0.0",
    "web@1.2.3-rc.1+5",
    sha,
    "release of today",
    " kept ",
    "latest-1",
    "1.0 \u{1f680}",
    "x".repeat(200),
  ])("takes %j", (text) => {
    expect(validateReleaseVersion(text)).toBeUndefined();
  });

  it.each([
    ["", "A release version must not be blank."],
    ["  ", "A release version must not be blank."],
    ["x".repeat(201), "A release version has at most 200 characters."],
    [".", 'A release version must not be ".".'],
    ["..", 'A release version must not be "..".'],
    ["latest", 'A release version must not be "latest".'],
    ["a/b", "A release version must not contain line ends, tabs, / or \\."],
    ["a\\b", "A release version must not contain line ends, tabs, / or \\."],
    ["a\tb", "A release version must not contain line ends, tabs, / or \\."],
    ["a\0b", "A release version must not contain NUL, or half of a surrogate pair."],
    ["a\ud800", "A release version must not contain NUL, or half of a surrogate pair."],
    ["a\nb", "A release version must not contain line ends, tabs, / or \\."],
  ])("says what is wrong with %j", (text, sentence) => {
    expect(validateReleaseVersion(text)).toBe(sentence);
  });
});
