import { authOperations } from "./auth-operations.ts";
import { debugFileOperations } from "./debug-file-operations.ts";
import { deliveryOperations } from "./delivery-operations.ts";
import { doctorOperations } from "./doctor-operations.ts";
import { ingestOperations } from "./ingest-operations.ts";
import { integrationOperations } from "./integration-operations.ts";
import { issueOperations } from "./issue-operations.ts";
import { jobOperations } from "./job-operations.ts";
import { memberOperations } from "./member-operations.ts";
import type { Operation, OperationArea } from "./operation.ts";
import { organizationOperations } from "./organization-operations.ts";
import { projectOperations } from "./project-operations.ts";
import { releaseOperations } from "./release-operations.ts";
import { repositoryOperations } from "./repository-operations.ts";
import { tokenOperations } from "./token-operations.ts";
import { upstreamOperations } from "./upstream-operations.ts";

/** In the order of the document. */
export const OPERATION_AREAS: readonly OperationArea[] = [
  organizationOperations,
  memberOperations,
  authOperations,
  tokenOperations,
  projectOperations,
  issueOperations,
  releaseOperations,
  repositoryOperations,
  integrationOperations,
  upstreamOperations,
  debugFileOperations,
  ingestOperations,
  deliveryOperations,
  jobOperations,
  doctorOperations,
];

/** An operation with the tag of its area. */
export type DescribedOperation = Operation & { tag: string };

const ROOT = "/api/0";

const operations = new Map(
  OPERATION_AREAS.flatMap(({ tag, operations }) =>
    Object.entries(operations).map(([key, operation]) => [
      withoutNames(key),
      { ...operation, tag },
    ]),
  ),
);

/** @param path as Fastify knows it: `/api/0/organizations/:organization/` */
export function findOperation(method: string, path: string): DescribedOperation | undefined {
  // Fastify answers HEAD wherever it answers GET.
  const asked = method === "HEAD" ? "GET" : method;
  const below = path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length) : path;
  return operations.get(withoutNames(`${asked} ${below}`));
}

/** What a parameter is called makes no difference: `/{a}/` and `/:b/` are one path. */
function withoutNames(key: string): string {
  return key.replace(/\{\w+\}|:\w+/g, "{}");
}
