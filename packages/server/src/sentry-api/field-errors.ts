import type { z } from "zod";

/**
 * What is wrong with an input, in Sentry's shape: a list of sentences for each field. What is
 * deeper in a field comes with its place, as in `commits: ["0.id: This field is required."]` or
 * `scopes: ["Item 1: Not a valid string."]`.
 */
export function toFieldErrors(problems: z.core.$ZodIssue[]): Record<string, unknown> {
  const fields: Record<string, string[]> = {};
  for (const { path, message } of problems) {
    const [field, ...deeper] = path.map(String);
    if (field === undefined) return { detail: message };
    (fields[field] ??= []).push(placeOf(deeper) + message);
  }
  return fields;
}

/** People count from one; where the items are objects, their places are those in JSON. */
function placeOf(deeper: string[]): string {
  const [index] = deeper;
  if (index === undefined) return "";
  const isItem = deeper.length === 1 && /^\d+$/.test(index);
  return isItem ? `Item ${Number(index) + 1}: ` : `${deeper.join(".")}: `;
}

/** Puts a problem into words, for schemas that have none of their own; Sentry's where it has some. */
export function wordProblem(problem: z.core.$ZodRawIssue): string {
  const isWhole = (problem.path ?? []).length === 0;
  if (isWhole && problem.code === "invalid_type") return SEND_JSON;
  if (problem.input === undefined) return "This field is required.";
  const { code } = problem;
  if (code === "invalid_type") {
    return problem.input === null ? "This field may not be null." : wordType(problem.expected);
  }
  if (code === "too_small" || code === "too_big") return wordSize(problem);
  if (code === "invalid_value") return `Must be one of: ${problem.values.map(String).join(", ")}.`;
  if (code === "unrecognized_keys") return `Unknown fields: ${problem.keys.join(", ")}.`;
  return code === "invalid_format" && problem.format === "datetime"
    ? DATE_FORMAT
    : "Not a valid value.";
}

const SEND_JSON = "Send a JSON object, with the content type application/json.";
const DATE_FORMAT = "Give a date with its time zone, as in 2024-05-01T10:00:00Z.";

const TYPES: Readonly<Record<string, string>> = {
  string: "Not a valid string.",
  number: "A valid number is required.",
  int: "A valid integer is required.",
  boolean: "Must be a valid boolean.",
  array: "Expected a list.",
  object: "Expected an object.",
};

function wordType(expected: string): string {
  return TYPES[expected] ?? "Not a valid value.";
}

const UNITS: Readonly<Record<string, string>> = { string: "characters", array: "elements" };

type SizeProblem = z.core.$ZodRawIssue<z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall>;

function wordSize(problem: SizeProblem): string {
  const isTooBig = problem.code === "too_big";
  const bound = Number(isTooBig ? problem.maximum : problem.minimum);
  if (problem.origin === "string" && !isTooBig && bound === 1)
    return "This field may not be blank.";
  const unit = UNITS[problem.origin];
  if (unit === undefined) {
    return `Ensure this value is ${isTooBig ? "less" : "greater"} than or equal to ${bound}.`;
  }
  return `Ensure this field has ${isTooBig ? "no more than" : "at least"} ${bound} ${unit}.`;
}
