/** Why nothing is asked of another server: it refuses the credentials, or is away. */
export interface Pause {
  /** As in `docs/errors.md`. */
  code: string;
  /** A sentence for people. */
  reason: string;
  at: number;
}

/** The code of a pause that a person has asked for: it lasts until they resume. */
export const PAUSED_BY_PERSON = "paused_by_person";

/** A pause as rows have it; all are null while all is well. */
export interface PauseColumns {
  pauseCode: string | null;
  pauseReason: string | null;
  pausedAt: number | null;
}

export function toPauseColumns(pause: Pause | undefined): PauseColumns {
  return {
    pauseCode: pause?.code ?? null,
    pauseReason: pause?.reason ?? null,
    pausedAt: pause?.at ?? null,
  };
}

/** @returns undefined while all is well */
export function fromPauseColumns(row: PauseColumns): Pause | undefined {
  const { pauseCode: code, pauseReason: reason, pausedAt: at } = row;
  return code !== null && reason !== null && at !== null ? { code, reason, at } : undefined;
}
