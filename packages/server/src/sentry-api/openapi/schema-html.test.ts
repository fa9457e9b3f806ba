import { expect, test } from "vitest";
import type { JsonSchema } from "./document.ts";
import { schemaHtml } from "./schema-html.ts";

test.for<[JsonSchema, string]>([
  [{ type: "string" }, "string"],
  [{}, "any"],
  [{ type: "array", items: {} }, "any[]"],
  [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string | null"],
  [
    { type: "array", items: { anyOf: [{ type: "string" }, { type: "number" }] } },
    "(string | number)[]",
  ],
  [{ type: "integer", minimum: 1, maximum: 100, default: 7 }, "integer 1 to 100 default 7"],
  [{ type: "integer", maximum: Number.MAX_SAFE_INTEGER }, "integer"],
  [{ enum: ["<a>", "b"] }, "&quot;&lt;a&gt;&quot; | &quot;b&quot;"],
  [{ $ref: "#/components/schemas/Release" }, "Release"],
])("%j reads as %s", ([schema, text]) => {
  expect(schemaHtml(schema).replace(/<[^>]+>/g, "")).toBe(text);
});
