import { expect, test } from "vitest";
import { renderFindings } from "./render-findings.ts";

const findings = [
  { level: "ok", area: "Database", message: "SQLite 3 answers." },
  { level: "warning", area: "Database", message: "There is little room. Make more." },
  { level: "error", area: "Jobs", message: "Nobody works." },
] as const;

test("findings stand below what they are about, in lines of whole words, with a sum", () => {
  expect(renderFindings(findings, { columns: 24, isTTY: false })).toBe(
    [
      "Database",
      "  ✓ SQLite 3 answers.",
      "  ! There is little",
      "    room. Make more.",
      "",
      "Jobs",
      "  ✗ Nobody works.",
      "",
      "1 error, 1 warning.",
      "",
    ].join("\n"),
  );
});

test("a file is given no colours, and where all is well it is said", () => {
  expect(renderFindings(findings.slice(0, 1), { columns: 80, isTTY: false })).toBe(
    "Database\n  ✓ SQLite 3 answers.\n\nAll is well.\n",
  );
});
