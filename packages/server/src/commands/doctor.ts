import { parseArgs } from "node:util";
import { ConfigError } from "../config/config.ts";
import { readEnvironment } from "../config/environment.ts";
import { type Finding, findingsOf, worstLevel } from "../doctor/finding.ts";
import { examineHere } from "./examine-here.ts";
import { renderFindings } from "./render-findings.ts";
import { runCommand } from "./run-command.ts";

await runCommand("Usage: npm run doctor, or for scripts: npm run -s doctor -- --json", async () => {
  const { json } = parseArgs({ options: { json: { type: "boolean" } } }).values;
  const findings = await findAll();
  const level = worstLevel(findings);
  const { stdout } = process;
  if (json) stdout.write(`${JSON.stringify({ level, findings }, undefined, 2)}\n`);
  else stdout.write(renderFindings(findings, stdout));
  if (level === "error") process.exitCode = 1;
});

async function findAll(): Promise<Finding[]> {
  try {
    return await examineHere(readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(findingsOf("Configuration").error);
  }
}
