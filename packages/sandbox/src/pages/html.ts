import { STYLE } from "./style.ts";

/** Markup that is safe to send: only `html` makes it, and it escapes every text put into it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function html(
  parts: TemplateStringsArray,
  ...values: (string | Markup | readonly Markup[] | undefined)[]
): Markup {
  return new Markup(String.raw({ raw: parts }, ...values.map(toText)));
}

function toText(value: string | Markup | readonly Markup[] | undefined): string {
  if (value instanceof Markup) return value.text;
  if (value === undefined || typeof value === "string") return escapeHtml(value ?? "");
  return value.map(({ text }) => text).join("");
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole page of the sandbox. */
export function page(title: Markup, content: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title} - Bitbucket sandbox</title><style>${new Markup(STYLE)}</style></head>
<body><main><h1>${title}</h1>
${content}</main></body></html>
`.text;
}
