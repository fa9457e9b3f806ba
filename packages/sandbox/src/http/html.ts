/** Markup that is safe to send: only `html` makes it, and it escapes every text put into it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function html(
  parts: TemplateStringsArray,
  ...values: (string | Markup | undefined)[]
): Markup {
  const inserted = values.map((value) =>
    value instanceof Markup ? value.text : escapeHtml(value ?? ""),
  );
  return new Markup(String.raw({ raw: parts }, ...inserted));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A whole page of the sandbox. */
export function page(title: Markup, content: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} - Bitbucket sandbox</title></head>
<body><main><h1>${title}</h1>
${content}</main></body></html>
`.text;
}
