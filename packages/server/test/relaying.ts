import { pino } from "pino";
import type { JobHandler } from "../src/jobs/types.ts";
import { wakeLanes } from "../src/jobs/job-store.ts";
import { Worker } from "../src/jobs/worker.ts";
import { RELAY_ISSUE } from "../src/upstream/issues/enqueue-relay-issues.ts";
import { RELAY_RELEASE } from "../src/upstream/releases/enqueue-relay-release.ts";
import { POLL_UPSTREAM } from "../src/upstream/completion/enqueue-poll.ts";
import { pollUpstream } from "../src/upstream/completion/poll-upstream.ts";
import { failRelayed } from "../src/upstream/relay/relay-fate-store.ts";
import { relayIssue } from "../src/upstream/issues/relay-issue.ts";
import { relayRelease } from "../src/upstream/releases/relay-release.ts";
import { UpstreamIssues } from "../src/upstream/issues/upstream-issues.ts";
import { Upstreams } from "../src/upstream/upstreams.ts";
import { enqueue } from "./enqueue.ts";
import { secretBox } from "./linked-repository.ts";
import { addProject, startApi, type TestApi } from "./start-api.ts";

/** Two services: `ours` relays to `theirs`, which plays the Sentry that a team has. */
export interface Relaying {
  ours: TestApi;
  theirs: TestApi;
  /** Does what waits until nothing is due. */
  work(): Promise<void>;
  /** The same, without waiting for the next attempts. */
  workAgain(): Promise<void>;
  close(): Promise<void>;
}

/** Both have the organization `acme` and, at first, the project `shop`. */
export async function startRelaying(): Promise<Relaying> {
  const [ours, theirs] = [await startApi(), await startApi()];
  await addProject(theirs, "shop");
  const { status, body } = await ours.call("POST", "/api/0/organizations/acme/upstream/", {
    url: theirs.url,
    organization: "acme",
    token: theirs.token,
  });
  if (status !== 201) throw new Error(`Cannot connect: ${status} ${JSON.stringify(body)}`);
  const { db } = ours;
  const logger = pino({ level: "silent" });
  const upstreams = new Upstreams({ db, secretBox, wakeLanes, outbound: {} });
  const relay: Record<string, JobHandler> = {
    [POLL_UPSTREAM]: pollUpstream({ db, enqueue, upstreams, logger }),
    [RELAY_RELEASE]: relayRelease({ db, upstreams }),
    [RELAY_ISSUE]: relayIssue({ db, upstreams, upstreamIssues: new UpstreamIssues() }),
  };
  const work = async () => {
    const worker = new Worker(db, { handlers: relay, onSetAside: failRelayed, logger });
    worker.start();
    while (await isDue(ours)) await new Promise((resolve) => setTimeout(resolve, 10));
    await worker.stop();
  };
  const workAgain = async () => {
    await db.updateTable("jobs").set({ runAt: 0 }).where("state", "=", "waiting").execute();
    await db.updateTable("lanes").set({ nextRunAt: 0 }).execute();
    await work();
  };
  // The first look at the releases, which connecting asks for.
  await work();
  return {
    ours,
    theirs,
    work,
    workAgain,
    async close() {
      await upstreams.close();
      await ours.close();
      await theirs.close();
    },
  };
}

async function isDue({ db }: TestApi): Promise<boolean> {
  const due = await db
    .selectFrom("jobs")
    .select("id")
    .where("state", "=", "waiting")
    .where("kind", "in", [POLL_UPSTREAM, RELAY_RELEASE, RELAY_ISSUE])
    .where("runAt", "<=", Date.now())
    .executeTakeFirst();
  return due !== undefined;
}
