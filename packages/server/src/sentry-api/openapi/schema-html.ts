import { escapeHtml } from "../escape-html.ts";
import type { JsonSchema } from "./document.ts";

const REFERENCE = "#/components/schemas/";

/** A schema as a person reads it: its type in a line, and below it what it is made of. */
export function schemaHtml(schema: JsonSchema): string {
  return `<span class="type">${typeHtml(schema)}</span>${remarksHtml(schema)}${fieldsHtml(schema)}`;
}

/** `string`, `Release[]`, `"open" | "archived"`, `object` */
function typeHtml(schema: JsonSchema): string {
  const { $ref: reference, items, type } = schema;
  if (reference !== undefined) return referenceHtml(reference);
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(" | ");
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (variants) return variants.map(typeHtml).join(schema.allOf ? " &amp; " : " | ");
  if (items) return items.anyOf || items.oneOf ? `(${typeHtml(items)})[]` : `${typeHtml(items)}[]`;
  return escapeHtml([type ?? "any"].flat().join(" | "));
}

function referenceHtml(reference: string): string {
  const name = escapeHtml(reference.replace(REFERENCE, ""));
  return `<a href="#schema-${name}">${name}</a>`;
}

function remarksHtml(schema: JsonSchema): string {
  const { description, default: preset, minLength, maxLength, minimum, maximum } = schema;
  const bounds = describeBounds(minLength ?? minimum, maxLength ?? maximum);
  return [
    schema.format === undefined ? "" : ` <small>${escapeHtml(schema.format)}</small>`,
    bounds === "" ? "" : ` <small>${bounds}</small>`,
    preset === undefined ? "" : ` <small>default ${code(JSON.stringify(preset))}</small>`,
    additionMark(schema),
    description === undefined ? "" : `<div class="remark">${inlineHtml(description)}</div>`,
  ].join("");
}

/** zod writes the largest safe integer where a number has no bound of its own. */
function describeBounds(least: number | undefined, most: number | undefined): string {
  const bounded = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  if (bounded(least) && bounded(most)) return `${least} to ${most}`;
  if (bounded(most)) return `at most ${most}`;
  return bounded(least) ? `at least ${least}` : "";
}

/** What an object has, or the objects in a list. */
function fieldsHtml(schema: JsonSchema): string {
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (variants.length > 0) return variants.map(fieldsHtml).join("");
  if (schema.items) return fieldsHtml(schema.items);
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return "";
  const required = new Set(schema.required);
  const rows = fields.map(
    ([name, field]) =>
      `<li><code>${escapeHtml(name)}</code>${required.has(name) ? "" : "<small>?</small>"} ${schemaHtml(field)}</li>`,
  );
  return `<ul class="fields">${rows.join("")}</ul>`;
}

/** Says of a field or an operation that Sentry has nothing like it. */
export function additionMark(thing: { "x-not-in-sentry"?: true }): string {
  return thing["x-not-in-sentry"] ? ' <span class="ours">not in Sentry</span>' : "";
}

/** The little Markdown that descriptions have: `code` and **strong**. */
export function inlineHtml(markdown: string): string {
  return escapeHtml(markdown)
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>");
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}
