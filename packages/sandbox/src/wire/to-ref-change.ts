import type { RefChange } from "../state/entities.ts";
import { toMinimalRef } from "./to-ref.ts";

/** A ref that moved; the missing side of an addition or deletion is forty zeros. */
export function toRefChange(change: RefChange) {
  return {
    ref: toMinimalRef(change.refId),
    refId: change.refId,
    fromHash: change.fromHash,
    toHash: change.toHash,
    type: change.type,
  };
}
