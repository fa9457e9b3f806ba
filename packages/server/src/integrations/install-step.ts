import type { Identity, IntegrationMetadata } from "./types.ts";

/** One step of installing an integration. */
export interface InstallStep {
  /** Sentry's name: `installation_config`. */
  readonly name: string;
  /** What a client needs to show the step, without secrets. */
  describe(context: InstallContext): Record<string, unknown>;
  /** Takes a client's input. What it throws leaves the pipeline where it was. */
  advance(input: unknown, context: InstallContext): Promise<InstallOutcome>;
}

export interface InstallContext {
  /** What the steps so far have kept. */
  state: unknown;
  /** Where the host sends the browser after the approval. */
  callbackUrl: string;
}

/** What came of a step's input. The state is kept encrypted, as JSON. */
export type InstallOutcome =
  | {
      kind: "advance";
      state: unknown;
      /** By which the browser that comes back from the host finds the pipeline. */
      requestToken?: string;
    }
  | { kind: "stay"; state: unknown }
  | { kind: "complete"; connection: InstalledConnection }
  /** Sentences by the fields of the input. */
  | { kind: "invalid"; fields: Record<string, string[]> }
  /** It was meant for the first step, which takes it, with this state. */
  | { kind: "back"; state: unknown }
  /**
   * The host refused, for the log with a stable code; `over`: this step cannot come to an end any more,
   * and the pipeline is gone unless its first step has something to begin `again` with.
   */
  | { kind: "failed"; code: string; reason: string; over?: boolean; again?: unknown };

/** What came of having the host begin an approval. */
export type ApprovalOutcome = Extract<InstallOutcome, { kind: "advance" | "failed" }>;

/** What an install brings: all that an integration and its identity are made of. */
export interface InstalledConnection {
  /** Installing the same one again updates. */
  externalId: string;
  name: string;
  metadata: IntegrationMetadata;
  identity: Identity;
}
