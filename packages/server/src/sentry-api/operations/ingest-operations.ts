import type { OperationArea } from "./operation.ts";
import { ANY_TOKEN } from "./scopes.ts";

/** What SDKs ask, by whole paths: they are not below `/api/0`, and a DSN's key stands for a token. */
export const ingestOperations: OperationArea = {
  tag: "Ingest",
  description:
    "Where Sentry's SDKs report to. The key comes in the query, in X-Sentry-Auth, as the user of HTTP Basic, or in the envelope's header; pages of any origin may report.",
  operations: {
    "POST /api/{projectId}/envelope/": {
      id: "storeEnvelope",
      summary: "Report events in an envelope",
      scopes: ANY_TOKEN,
      takesDsn: true,
    },
    "POST /api/{projectId}/store/": {
      id: "storeLegacyEvent",
      summary: "Report an event, as SDKs did before there were envelopes",
      scopes: ANY_TOKEN,
      takesDsn: true,
    },
  },
};
