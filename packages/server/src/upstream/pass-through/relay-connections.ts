import type { Connection } from "@sentry-bitbucket-server/outbound";
import { connectTo } from "../client/connect-to.ts";
import type { Outbound, Upstream } from "../types.ts";

/**
 * The connections over which callers' own requests go to upstreams. Not those of our own calls, which a new token
 * of ours ends, and which wait for limits that are not the callers'.
 */
export class RelayConnections {
  readonly #outbound: Outbound;
  readonly #kept = new Map<number, { connection: Connection; madeFrom: string }>();

  constructor(outbound: Outbound) {
    this.#outbound = outbound;
  }

  /** Made anew when the address has changed: who is under way to the old one is cut off. */
  get(upstream: Upstream): Connection {
    const { organizationId, baseUrl, regionUrl, verifySsl, caCertificate } = upstream;
    const madeFrom = JSON.stringify([baseUrl, regionUrl, verifySsl, caCertificate]);
    const kept = this.#kept.get(organizationId);
    if (kept?.madeFrom === madeFrom) return kept.connection;
    const connection = connectTo(upstream, this.#outbound);
    this.#kept.set(organizationId, { connection, madeFrom });
    void kept?.connection.close();
    return connection;
  }

  /** The organization relays no more: who is under way to its upstream is cut off. */
  async drop(organizationId: number): Promise<void> {
    const kept = this.#kept.get(organizationId);
    this.#kept.delete(organizationId);
    await kept?.connection.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((id) => this.drop(id)));
  }
}
