import { PAUSED_BY_PERSON } from "../../integrations/pause.ts";
import type { Upstream } from "../../upstream/types.ts";
import {
  type ConnectedUpstreamAnswer,
  SHOWN_PROJECTS,
  type UpstreamAnswer,
} from "@sentry-bitbucket-server/api-contract/upstream";
import type { UpstreamProject } from "../../upstream/client/upstream-project.ts";
import { toSentryDate } from "../to-sentry-date.ts";

/** An upstream without its token, which nobody gets back. */
export function toUpstreamAnswer(upstream: Upstream): UpstreamAnswer {
  const { baseUrl, regionUrl, slug, verifySsl, account, scopes, shortcomings, pause } = upstream;
  return {
    url: baseUrl,
    regionUrl: regionUrl ?? null,
    organization: slug,
    verifySsl,
    status: pause ? "disabled" : "active",
    statusReason: pause?.reason ?? null,
    isPaused: pause?.code === PAUSED_BY_PERSON,
    account,
    scopes: scopes ?? null,
    missing: shortcomings.map(({ anyOf, without }) => ({ anyOf, without })),
    dateChecked: toSentryDate(upstream.checkedAt),
    dateCreated: toSentryDate(upstream.createdAt),
  };
}

/** The same with what it was found to have when it was connected. */
export function toConnectedAnswer(
  upstream: Upstream,
  projects: UpstreamProject[],
): ConnectedUpstreamAnswer {
  return {
    ...toUpstreamAnswer(upstream),
    projects: projects.slice(0, SHOWN_PROJECTS).map(({ slug, name }) => ({ slug, name })),
    projectCount: projects.length,
  };
}
