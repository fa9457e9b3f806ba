/** A page that nobody has touched for so long is looked at by nobody, as far as we know. Milliseconds. */
const UNATTENDED_MS = 10 * 60_000;

let touchedAt = Date.now();

/** From now on notices when somebody is at the page. */
export function watchAttendance(): void {
  const touch = () => {
    touchedAt = Date.now();
  };
  for (const event of ["pointerdown", "pointermove", "keydown", "wheel"]) {
    addEventListener(event, touch, { capture: true, passive: true });
  }
}

/** Whether what is asked for now is asked for by the page alone, which follows what changes. */
export const isUnattended = (): boolean => Date.now() - touchedAt > UNATTENDED_MS;
