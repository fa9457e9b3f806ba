import type { RefusalReason } from "../db/schema.ts";
import { ApiError } from "../sentry-api/api-error.ts";

const STATUS: Record<RefusalReason, number> = {
  mismatch: 401,
  unsigned: 401,
  unlinked: 404,
  malformed: 400,
  too_large: 413,
};

/** A request to a webhook of ours is not taken, for a reason that its organization is told. */
export class DeliveryRefusal extends ApiError {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, detail: string) {
    super(STATUS[reason], detail);
    this.reason = reason;
  }
}

/** @returns undefined for an error that says nothing of a webhook of ours */
export function refusalReasonOf(error: unknown): RefusalReason | undefined {
  if (error instanceof DeliveryRefusal) return error.reason;
  // Whoever reads bodies knows nothing of webhooks.
  return error instanceof ApiError && error.status === 413 ? "too_large" : undefined;
}
