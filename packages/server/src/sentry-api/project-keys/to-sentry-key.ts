import type { ProjectKey } from "../../organizations/project-key-store.ts";
import type { ProjectKeyAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { toSentryDate } from "../to-sentry-date.ts";

/** A key as Sentry tells it. There is no secret half: SDKs have not needed it for years. */
export function toSentryKey(key: ProjectKey, publicUrl: string): ProjectKeyAnswer {
  return {
    id: key.publicKey,
    name: key.name,
    label: key.name,
    public: key.publicKey,
    secret: null,
    projectId: key.projectId,
    isActive: key.isActive,
    rateLimit: key.rateLimit ?? null,
    dsn: toAddresses(key, publicUrl),
    browserSdkVersion: "",
    browserSdk: { choices: [] },
    dateCreated: toSentryDate(key.createdAt),
    dynamicSdkLoaderOptions: {
      hasReplay: false,
      hasPerformance: false,
      hasDebug: false,
      hasFeedback: false,
      hasLogsAndMetrics: false,
    },
  };
}

/** Sentry has an address for each thing that can be reported; here it is errors, with the DSN. */
function toAddresses(key: ProjectKey, publicUrl: string) {
  const dsn = formatDsn(publicUrl, key);
  return {
    public: dsn,
    secret: dsn,
    csp: "",
    security: "",
    minidump: "",
    nel: "",
    unreal: "",
    crons: "",
    cdn: "",
    playstation: "",
    integration: "",
    otlp_traces: "",
    otlp_logs: "",
  };
}

/** `https://sentry.example.com` → `https://<key>@sentry.example.com/<project id>` */
function formatDsn(publicUrl: string, key: ProjectKey): string {
  const dsn = new URL(`${publicUrl}/${key.projectId}`);
  dsn.username = key.publicKey;
  return dsn.href;
}
