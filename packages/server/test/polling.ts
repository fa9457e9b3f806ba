import { enqueuePolls } from "../src/upstream/completion/enqueue-poll.ts";
import { listRelayedReleases } from "../src/upstream/releases/relayed-release-store.ts";
import { enqueue } from "./enqueue.ts";
import { type Relaying, startRelaying } from "./relaying.ts";
import { releasesOf } from "./releases-of.ts";
import { addRepository } from "./start-api.ts";

/** An upstream whose releases are looked for, and a repository that they may be of. */
export interface Polling extends Relaying {
  repositoryId: number;
  /** Of the project `shop`, as it is mirrored here. */
  projectId: number;
  pollOnce(): Promise<void>;
  /** Looks twice: at the first look a release is left to its build. */
  poll(): Promise<void>;
  /** As when it is pushed. */
  addTag(name: string): Promise<void>;
  /** Version, state and reason of what is relayed, newest first. */
  relayed(): Promise<[string, string, string | null][]>;
}

/** There is a release `old` from before the first look. */
export async function startPolling(): Promise<Polling> {
  const relaying = await startRelaying();
  const { ours, theirs } = relaying;
  const { db, organizationId } = ours;
  const { id: repositoryId } = await addRepository(ours, "SHOP/web");
  const { id: projectId } = await db
    .selectFrom("projects")
    .select("id")
    .where("slug", "=", "shop")
    .executeTakeFirstOrThrow();
  const pollOnce = async () => {
    await db.transaction().execute((trx) => enqueuePolls(trx, enqueue));
    await relaying.work();
  };
  const poll = async () => {
    await pollOnce();
    await pollOnce();
  };
  await releasesOf(() => theirs).create("old");
  // As if it had been there when the upstream was connected.
  await db.updateTable("upstreams").set({ pollCursor: null }).execute();
  await poll();
  return {
    ...relaying,
    repositoryId,
    projectId,
    pollOnce,
    poll,
    async addTag(name) {
      const row = { repositoryId, ref: `refs/tags/${name}`, sha: "a".repeat(40) };
      await db.insertInto("repositoryRefs").values(row).execute();
    },
    async relayed() {
      const page = { from: undefined, backwards: false, limit: 10 };
      const releases = await listRelayedReleases(db, organizationId, { page });
      return releases.map(({ version, state, reason }) => [version, state, reason]);
    },
  };
}
