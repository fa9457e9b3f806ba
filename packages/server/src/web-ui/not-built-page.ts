import { createHash } from "node:crypto";

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color-scheme:light dark}code{font-size:1.1em}";

/** Allows the one style of the page, and nothing else. */
export const NOT_BUILT_POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Shown where the UI would be, to those who have installed without building it. */
export const NOT_BUILT_HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The web UI is not built</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>The web UI is not built</h1>
<p>Build it with <code>npm run build</code>, where the service is installed with its development
dependencies (<code>npm install</code>), and load this page again. The service itself runs: what it
can do is at <a href="/api/docs">/api/docs</a>.</p>
</main>
</body>
</html>
`;
