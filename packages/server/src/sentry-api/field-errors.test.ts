import { expect, test } from "vitest";
import { z } from "zod";
import { toFieldErrors, wordProblem } from "./field-errors.ts";

const schema = z.object({
  text: z.string().min(1).max(3).optional(),
  long: z.string().min(2).optional(),
  count: z.coerce.number().int().max(9).optional(),
  flag: z.boolean().optional(),
  kind: z.enum(["a", "b"]).optional(),
  list: z
    .array(z.object({ id: z.string() }))
    .max(1)
    .optional(),
  date: z.iso.datetime().optional(),
  either: z.union([z.string(), z.number()]).optional(),
  own: z.string({ error: "Say who owns it." }).optional(),
});

test.for<[unknown, object]>([
  [{ text: 1 }, { text: ["Not a valid string."] }],
  [{ text: null }, { text: ["This field may not be null."] }],
  [{ text: "" }, { text: ["This field may not be blank."] }],
  [{ text: "long" }, { text: ["Ensure this field has no more than 3 characters."] }],
  [{ long: "x" }, { long: ["Ensure this field has at least 2 characters."] }],
  [{ count: "many" }, { count: ["A valid number is required."] }],
  [{ count: 1.5 }, { count: ["A valid integer is required."] }],
  [{ count: 10 }, { count: ["Ensure this value is less than or equal to 9."] }],
  [{ flag: "yes" }, { flag: ["Must be a valid boolean."] }],
  [{ kind: "c" }, { kind: ["Must be one of: a, b."] }],
  [{ list: {} }, { list: ["Expected a list."] }],
  [{ list: ["x"] }, { list: ["Item 1: Expected an object."] }],
  [{ list: [{}] }, { list: ["0.id: This field is required."] }],
  [
    { list: [{ id: "1" }, { id: "2" }] },
    { list: ["Ensure this field has no more than 1 elements."] },
  ],
  [{ date: "today" }, { date: ["Give a date with its time zone, as in 2024-05-01T10:00:00Z."] }],
  [{ either: true }, { either: ["Not a valid value."] }],
  [{ own: 1 }, { own: ["Say who owns it."] }],
  [[], { detail: "Send a JSON object, with the content type application/json." }],
  [undefined, { detail: "Send a JSON object, with the content type application/json." }],
])("%j", ([input, expected]) => {
  const { error } = schema.safeParse(input, { error: wordProblem });
  expect(toFieldErrors(error?.issues ?? [])).toEqual(expected);
});
