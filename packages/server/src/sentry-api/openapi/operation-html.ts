import { escapeHtml } from "../escape-html.ts";
import type { OpenApiOperation, OpenApiParameter, OpenApiResponse } from "./document.ts";
import { additionMark, schemaHtml } from "./schema-html.ts";

/**
 * One operation, folded up to a line until it is opened. Its id is inside: a browser that is led to
 * it unfolds what is around it.
 */
export function operationHtml(method: string, path: string, operation: OpenApiOperation): string {
  return `<details>
<summary><span class="method ${method}">${method.toUpperCase()}</span>
<span class="what"><code class="path">${pathHtml(path)}</code> <span class="title">${escapeHtml(operation.summary)}${additionMark(operation)}</span></span></summary>
<div class="operation" id="${operation.operationId}">
${sectionHtml("Scopes", scopesHtml(operation))}
${sectionHtml("Path", parametersHtml(operation, "path"))}
${sectionHtml("Query", parametersHtml(operation, "query"))}
${sectionHtml("Body", bodyHtml(operation))}
${sectionHtml("Answers", answersHtml(operation))}
</div>
</details>`;
}

function sectionHtml(title: string, content: string): string {
  return content === "" ? "" : `<h4>${title}</h4>${content}`;
}

/** Lines break between the parts of a path only. */
function pathHtml(path: string): string {
  const parts = escapeHtml(path).replace(/(?!^)\/(?=.)/g, "/<wbr>");
  return parts.replace(/\{\w+\}/g, "<em>$&</em>");
}

function scopesHtml({ security }: OpenApiOperation): string {
  if (security.length === 0) return "<p>Anybody may ask.</p>";
  if (security.some((requirement) => requirement["dsn"])) return "<p>The key of a DSN.</p>";
  const scopes = new Set(security.flatMap((requirement) => Object.values(requirement)).flat());
  if (scopes.size === 0) return "<p>Any token or session will do.</p>";
  const list = [...scopes].map((scope) => `<code>${escapeHtml(scope)}</code>`).join(" ");
  return `<p>${scopes.size > 1 ? "Any one of " : ""}${list}</p>`;
}

function parametersHtml(
  { parameters = [] }: OpenApiOperation,
  place: OpenApiParameter["in"],
): string {
  const rows = parameters.filter((parameter) => parameter.in === place).map(parameterHtml);
  return rows.length === 0 ? "" : `<ul class="fields">${rows.join("")}</ul>`;
}

function parameterHtml({ name, required, description, schema }: OpenApiParameter): string {
  const optional = required ? "" : "<small>?</small>";
  // Of a parameter, the description stands beside its schema, and we show it as if it were in it.
  const described = description === undefined ? schema : { ...schema, description };
  return `<li><code>${escapeHtml(name)}</code>${optional} ${schemaHtml(described)}</li>`;
}

function bodyHtml({ requestBody }: OpenApiOperation): string {
  return Object.values(requestBody?.content ?? {})
    .map(({ schema }) => schemaHtml(schema))
    .join("");
}

function answersHtml({ responses }: OpenApiOperation): string {
  const rows = Object.entries(responses).map(
    ([status, response]) =>
      `<li><code class="status s${status[0]}">${status}</code> ${answerHtml(response)}</li>`,
  );
  return `<ul class="answers">${rows.join("")}</ul>`;
}

function answerHtml({ description, content }: OpenApiResponse): string {
  const schemas = Object.values(content ?? {}).map(({ schema }) => schemaHtml(schema));
  const said = description === "Default Response" ? "" : ` ${escapeHtml(description)}`;
  return schemas.join("") + said;
}
