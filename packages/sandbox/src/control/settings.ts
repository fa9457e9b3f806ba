import type { DateMode } from "../wire/dates.ts";

/** The switches of a running sandbox that `/sandbox/settings` turns. */
export interface Settings {
  /** How entity dates are written in webhooks. */
  dates: DateMode;
  /** Some versions send `diagnostics:ping` without a signature even when the webhook has a secret. */
  signPings: boolean;
}
