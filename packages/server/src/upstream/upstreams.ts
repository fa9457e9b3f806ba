import type { Database } from "../db/database.ts";
import { HostWatch } from "../integrations/host-watch.ts";
import type { SecretBox } from "../integrations/secret-box.ts";
import type { WakeLanes } from "../jobs/types.ts";
import { lookAtAccess } from "./watch/look-at-access.ts";
import { Refusals } from "./watch/refusals.ts";
import { SentryClient, type SentryClientOptions } from "./client/sentry-client.ts";
import type { Outbound, TokenCheck, Upstream, UpstreamObserver } from "./types.ts";
import { UpstreamError } from "./client/upstream-error.ts";
import { findUpstream, findUpstreamToken } from "./upstream-store.ts";
import { storeUpstreamPause } from "./watch/upstream-pause-store.ts";
import { UpstreamLimiter } from "./client/upstream-limiter.ts";
import { wakeUpstream } from "./watch/wake-upstream.ts";

export interface UpstreamsDeps {
  db: Database;
  secretBox: SecretBox;
  wakeLanes: WakeLanes;
  outbound: Outbound;
  observer?: UpstreamObserver;
}

export interface Connected {
  upstream: Upstream;
  client: SentryClient;
}

interface Kept extends Connected {
  /** Of all calls with this token, also of those that look whether all is well. */
  limiter: UpstreamLimiter;
  /** What the client was made from; another one is made when it differs. */
  madeFrom: string;
}

/**
 * The upstreams in use, with one client for each, so that all calls to it share one limit. Made anew when
 * address or token have changed.
 */
export class Upstreams {
  readonly #deps: UpstreamsDeps;
  readonly #kept = new Map<number, Kept>();
  readonly #watches = new Map<number, HostWatch>();

  constructor(deps: UpstreamsDeps) {
    this.#deps = deps;
  }

  /**
   * Of an organization of ours.
   * @throws UpstreamError `upstream_not_connected` when it has none
   */
  async get(organizationId: number): Promise<Connected> {
    const { db, secretBox } = this.#deps;
    const upstream = await findUpstream(db, organizationId);
    const token = upstream && (await findUpstreamToken(db, secretBox, upstream));
    if (!upstream || token === undefined) {
      await this.drop(organizationId);
      throw new UpstreamError("upstream_not_connected", "No upstream is connected. Connect one.");
    }
    const watch = this.#watchOf(organizationId);
    watch.learn(upstream.pause);
    const { baseUrl, regionUrl, slug, verifySsl, caCertificate } = upstream;
    const madeFrom = JSON.stringify([baseUrl, regionUrl, slug, verifySsl, caCertificate, token]);
    const kept = this.#kept.get(organizationId);
    if (kept?.madeFrom === madeFrom) return { upstream, client: kept.client };
    const limiter = new UpstreamLimiter();
    const client = this.#createClient(upstream, token, { watch, limiter });
    this.#kept.set(organizationId, { upstream, client, limiter, madeFrom });
    await kept?.client.close();
    return { upstream, client };
  }

  /**
   * The same for a job: while the upstream refuses the token, or is away, it is not asked, so that jobs wait
   * for the probe that finds it well again.
   * @throws UpstreamError a pause, while it lasts
   */
  async getForJob(organizationId: number): Promise<Connected> {
    const { upstream, client } = await this.get(organizationId);
    if (!upstream.pause) return { upstream, client };
    throw new UpstreamError("upstream_paused", `The upstream is paused: ${upstream.pause.reason}`);
  }

  /**
   * Looks at all that was found when it was connected. It is paused when that is not so any more, and goes on when
   * it is.
   * @throws UpstreamError with what is wrong and what to do
   */
  async check(organizationId: number): Promise<TokenCheck> {
    const { upstream } = await this.get(organizationId);
    const watch = this.#watchOf(organizationId);
    const call = watch.begin();
    try {
      const check = await this.#lookAt(upstream);
      await watch.end(call);
      return check;
    } catch (error) {
      const isTold = error instanceof UpstreamError;
      if (isTold) await watch.end(call, error.isNoAnswer ? error : undefined);
      throw error;
    }
  }

  /** Ends the connections to an upstream that is not the organization's any more. */
  async drop(organizationId: number): Promise<void> {
    this.#watches.delete(organizationId);
    const kept = this.#kept.get(organizationId);
    this.#kept.delete(organizationId);
    await kept?.client.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((id) => this.drop(id)));
  }

  #createClient(
    upstream: Upstream,
    token: string,
    { watch, limiter }: { watch: HostWatch; limiter: UpstreamLimiter },
  ): SentryClient {
    const { organizationId } = upstream;
    // What was found by a check since counts, too.
    const refusals = new Refusals(async () => {
      const present = await findUpstream(this.#deps.db, organizationId);
      if (present) await this.#lookAt(present);
    });
    return new SentryClient(upstream, token, {
      ...this.#options(organizationId),
      watch,
      limiter,
      explain: (error) => refusals.explain(error),
    });
  }

  async #lookAt(upstream: Upstream): Promise<TokenCheck> {
    const { db, secretBox } = this.#deps;
    const token = (await findUpstreamToken(db, secretBox, upstream)) ?? "";
    const limiter = this.#kept.get(upstream.organizationId)?.limiter;
    const options = this.#options(upstream.organizationId);
    return lookAtAccess(upstream, token, { ...options, ...(limiter && { limiter }) });
  }

  #options(organizationId: number): Pick<SentryClientOptions, "outbound" | "onExchange"> {
    const { outbound, observer } = this.#deps;
    return {
      outbound,
      onExchange: (exchange) => observer?.onCall({ organizationId, ...exchange }),
    };
  }

  #watchOf(organizationId: number): HostWatch {
    const known = this.#watches.get(organizationId);
    if (known) return known;
    const { db, wakeLanes, observer } = this.#deps;
    const watch = new HostWatch({
      db,
      storePause: (trx, pause) => storeUpstreamPause(trx, organizationId, pause),
      wake: (trx) => wakeUpstream(trx, wakeLanes, organizationId),
      onChange: (pause) => observer?.onChange({ organizationId, pause }),
    });
    this.#watches.set(organizationId, watch);
    return watch;
  }
}
