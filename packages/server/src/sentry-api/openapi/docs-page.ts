import { createHash } from "node:crypto";
import { escapeHtml } from "../escape-html.ts";
import { DOCS_PAGE_STYLE } from "./docs-page-style.ts";
import type { OpenApiDocument } from "./document.ts";
import { operationHtml } from "./operation-html.ts";
import { inlineHtml, schemaHtml } from "./schema-html.ts";

/** Allows the one style of the page, and nothing else. */
export const DOCS_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(DOCS_PAGE_STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The whole document on one page: no script, nothing loaded, all text escaped. */
export function docsPageHtml(document: OpenApiDocument): string {
  const { info, tags, components } = document;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(info.title)}: API</title>
<style>${DOCS_PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(info.title)}: API</h1>
${info.description
  .split("\n\n")
  .map((paragraph) => `<p>${inlineHtml(paragraph)}</p>`)
  .join("\n")}
<p>For programs, the same as <a href="/api/0/openapi.json">OpenAPI ${escapeHtml(document.openapi)}</a>.</p>
</header>
<nav aria-label="Areas">${[...tags.map(({ name }) => name), "Shapes"].map(linkHtml).join(" ")}</nav>
<main>
${tags.map((tag) => areaHtml(document, tag)).join("\n")}
<section id="${anchor("Shapes")}"><h2>Shapes</h2>
<p>What answers are made of. Fields with a question mark may be missing.</p>
${Object.entries(components.schemas)
  .map(
    ([name, schema]) =>
      `<article id="schema-${escapeHtml(name)}"><h3>${escapeHtml(name)}</h3>${schemaHtml(schema)}</article>`,
  )
  .join("\n")}
</section>
</main>
</body>
</html>
`;
}

function areaHtml(document: OpenApiDocument, tag: OpenApiDocument["tags"][number]): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag.name))
      .map(([method, operation]) => operationHtml(method, path, operation)),
  );
  return `<section id="${anchor(tag.name)}"><h2>${escapeHtml(tag.name)}</h2>
<p>${inlineHtml(tag.description)}</p>
${operations.join("\n")}
</section>`;
}

function linkHtml(name: string): string {
  return `<a href="#${anchor(name)}">${escapeHtml(name)}</a>`;
}

/** `Issues and events` → `issues-and-events` */
function anchor(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
