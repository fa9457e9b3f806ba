import type { FastifyBaseLogger } from "fastify";
import type { InstallResult } from "../../integrations/install-pipeline.ts";

/** One line for the operator when an install has ended, or was refused. Holds no input. */
export function logInstall(log: FastifyBaseLogger, result: InstallResult): void {
  if (result.kind === "complete") {
    const { id: integrationId, organizationId, name, createdAt, updatedAt } = result.integration;
    const what = createdAt === updatedAt ? "installed" : "updated";
    log.info({ integrationId, organizationId, name }, `integration ${what}`);
  } else if (result.kind === "failed") {
    log.warn({ code: result.code, reason: result.reason }, "install refused");
  } else if (result.kind === "invalid") {
    log.warn({ code: "invalid_input", reason: Object.keys(result.fields) }, "install refused");
  }
}
