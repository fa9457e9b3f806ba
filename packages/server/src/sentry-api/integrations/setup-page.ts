import { createHash } from "node:crypto";
import { escapeHtml } from "../escape-html.ts";

/** What to tell the browser that came back from Bitbucket. */
export interface SetupMessage {
  status: number;
  /** Its colour. @default done for 200, else failed */
  tone?: "done" | "failed" | "neutral";
  title: string;
  text: string;
  /** What to do next, when the browser is one that can go on here. */
  link?: { href: string; text: string } | undefined;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f5f4f8;color:#2b2233}
main{max-width:34rem;margin:15vh auto;padding:2rem;background:#fff;border-radius:8px;border-top:6px solid #4a3aa7}
main.failed{border-color:#b3261e}main.neutral{border-color:#80708f}h1{font-size:1.4rem;margin:0 0 .5rem}p{margin:0;overflow-wrap:anywhere}a{display:inline-block;margin-top:1.25rem;color:#4a3aa7}`;

/** Allows the one style of the page, and nothing else. */
export const SETUP_PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A page of its own: no script, nothing loaded, all text escaped. */
export function setupPageHtml({ status, tone, title, text, link }: SetupMessage): string {
  const kind = tone ?? (status === 200 ? "done" : "failed");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main class="${kind}">
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
${link ? `<a href="${escapeHtml(link.href)}">${escapeHtml(link.text)}</a>` : ""}
</main>
</body>
</html>
`;
}
