import type { FastifyReply } from "fastify";
import type { Database } from "../../db/database.ts";
import { GroupCommit } from "../../db/group-commit.ts";
import type { IngestedEvent } from "../../ingest/ingested-event.ts";
import { prepareEvent } from "../../ingest/prepare-event.ts";
import { RateLimiter } from "../../ingest/rate-limiter.ts";
import { type Report, storeEvents } from "../../ingest/store-events.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { ReportingKey } from "../../organizations/reporting-key-store.ts";
import { checkRateLimit } from "./check-rate-limit.ts";
import { mapInTurns } from "./map-in-turns.ts";

/** What all routes that take events share. */
export class Intake {
  readonly db: Database;
  readonly #commits: GroupCommit<Report, undefined>;
  readonly #limiter = new RateLimiter();

  constructor({ db, enqueue }: { db: Database; enqueue: Enqueue }) {
    this.db = db;
    this.#commits = new GroupCommit(db, async (trx, reports) => {
      await storeEvents(trx, enqueue, reports);
      return reports.map(() => undefined);
    });
  }

  /**
   * Stores the events of one request, all of them or none; they are on disk when this returns.
   * @throws ApiError 429 when the key has sent too many
   */
  async store(reply: FastifyReply, key: ReportingKey, events: IngestedEvent[]): Promise<void> {
    checkRateLimit(this.#limiter, reply, key, events.length);
    const prepared = await mapInTurns(events, prepareEvent);
    await this.#commits.run({ project: key.project, events: prepared });
  }
}
