import { createHash } from "node:crypto";

/** Of all pages. The line or file that an address names after its `#` stands out. */
export const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 sans-serif; }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; }
pre, .source { overflow-x: auto; font: 13px/1.6 monospace; }
.message { white-space: pre-wrap; }
.source { padding-left: 4rem; }
.source > li { white-space: pre; }
:target { background: light-dark(#fff0b3, #5a4400); }
`;

/** What a Content-Security-Policy allows that style by, and no other. */
export const STYLE_SOURCE = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;
