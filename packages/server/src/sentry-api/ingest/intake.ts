import type { FastifyReply } from "fastify";
import type { Database } from "../../db/database.ts";
import { GroupCommit } from "../../db/group-commit.ts";
import type { IngestedEvent } from "../../ingest/ingested-event.ts";
import { prepareEvent } from "../../ingest/prepare-event.ts";
import { RateLimiter } from "../../ingest/rate-limiter.ts";
import { storeEvent } from "../../ingest/store-event.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { ReportingKey } from "../../organizations/reporting-key-store.ts";
import { checkRateLimit } from "./check-rate-limit.ts";
import { mapInTurns } from "./map-in-turns.ts";

/** What all routes that take events share. */
export class Intake {
  readonly db: Database;
  readonly #enqueue: Enqueue;
  readonly #commits: GroupCommit;
  readonly #limiter = new RateLimiter();

  constructor({ db, enqueue }: { db: Database; enqueue: Enqueue }) {
    this.db = db;
    this.#enqueue = enqueue;
    this.#commits = new GroupCommit(db);
  }

  /**
   * Stores the events of one request, all of them or none; they are on disk when this returns.
   * @throws ApiError 429 when the key has sent too many
   */
  async store(reply: FastifyReply, key: ReportingKey, events: IngestedEvent[]): Promise<void> {
    checkRateLimit(this.#limiter, reply, key, events.length);
    const prepared = await mapInTurns(events, prepareEvent);
    await this.#commits.run(async (trx) => {
      for (const event of prepared) await storeEvent(trx, this.#enqueue, key.project, event);
    });
  }
}
