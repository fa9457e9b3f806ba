import { z } from "zod";
import { orAbsent } from "../client/or-absent.ts";
import type { SentryClient } from "../client/sentry-client.ts";
import type { Upstream } from "../types.ts";

/** How long an answer to "which issue is SHOP-1?" is believed, also "none". */
const BELIEVED_MS = 60_000;
const MOST_BELIEVED = 10_000;

/** An issue as the upstream tells it, as far as resolving it matters. Its activity is dated by our clock. */
const issueSchema = z.object({
  id: z.string(),
  status: z.string(),
  statusDetails: z.record(z.string(), z.unknown()).default({}),
  activity: z
    .array(z.object({ type: z.string(), dateCreated: z.iso.datetime({ offset: true }) }))
    .default([]),
});

export type UpstreamIssue = z.infer<typeof issueSchema>;

const shortIdSchema = z.object({ groupId: z.string() });

/** The issues of upstreams by their names. Which number a name has is remembered for a minute. */
export class UpstreamIssues {
  readonly #known = new Map<string, { id: string | undefined; until: number }>();

  /**
   * @param name a short id, or the issue's number
   * @returns undefined when the upstream has no such issue
   * @throws UpstreamError
   */
  async find(
    client: SentryClient,
    { connectionId }: Pick<Upstream, "connectionId">,
    name: string,
  ): Promise<UpstreamIssue | undefined> {
    const isNumber = /^\d+$/.test(name);
    const id = isNumber ? name : await this.#findId(client, connectionId, name);
    if (id === undefined) return undefined;
    const path = client.pathOf(`issues/${encodeURIComponent(id)}/`);
    const issue = await orAbsent(client.ask({ method: "GET", path }, issueSchema));
    return issue && byOurClock(issue, client);
  }

  async #findId(
    client: SentryClient,
    connectionId: string,
    shortId: string,
  ): Promise<string | undefined> {
    const key = `${connectionId} ${shortId}`;
    const known = this.#known.get(key);
    if (known && known.until > Date.now()) return known.id;
    const path = client.pathOf(`shortids/${encodeURIComponent(shortId)}/`);
    const found = await orAbsent(client.ask({ method: "GET", path }, shortIdSchema));
    if (this.#known.size >= MOST_BELIEVED) this.#known.clear();
    this.#known.set(key, { id: found?.groupId, until: Date.now() + BELIEVED_MS });
    return found?.groupId;
  }
}

/** It is compared with when a commit came here. */
function byOurClock(issue: UpstreamIssue, { clock }: SentryClient): UpstreamIssue {
  const activity = issue.activity.map(({ type, dateCreated }) => ({
    type,
    dateCreated: new Date(clock.toOurs(Date.parse(dateCreated))).toISOString(),
  }));
  return { ...issue, activity };
}
