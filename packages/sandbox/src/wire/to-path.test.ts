import { expect, test } from "vitest";
import { toPath } from "./to-path.ts";

test.each([
  ["src/a b/main.test.ts", { name: "main.test.ts", parent: "src/a b", extension: "ts" }],
  [".gitignore", { name: ".gitignore", parent: "", extension: "gitignore" }],
  ["COPYING", { name: "COPYING", parent: "", extension: undefined }],
  ["ends.with.", { name: "ends.with.", parent: "", extension: undefined }],
])("%s is taken apart", (path, { name, parent, extension }) => {
  const parts = toPath(path);
  expect([parts.name, parts.parent, parts.extension]).toEqual([name, parent, extension]);
  expect(parts.components.join("/")).toBe(path);
  expect(Object.hasOwn(parts, "extension")).toBe(extension !== undefined);
});
