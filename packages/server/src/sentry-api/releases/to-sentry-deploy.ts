import type { Deploy } from "../../releases/deploy-store.ts";
import type { DeployAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { toSentryDate } from "../to-sentry-date.ts";

/** A deploy as Sentry tells it. */
export function toSentryDeploy(deploy: Deploy): DeployAnswer {
  const { id, environment, name, url, dateStarted, dateFinished } = deploy;
  return {
    id: String(id),
    environment,
    name,
    url,
    dateStarted: toSentryDate(dateStarted),
    dateFinished: toSentryDate(dateFinished),
  };
}
