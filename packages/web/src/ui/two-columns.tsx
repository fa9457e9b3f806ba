import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./two-columns.module.css";

/** The thing itself, and beside it, or below where it is narrow, what is known about it. */
export function TwoColumns({ main, aside }: { main: ReactNode; aside: ReactNode }) {
  return (
    <div className={classes["columns"]}>
      <div>{main}</div>
      <div>{aside}</div>
    </div>
  );
}

/**
 * Whether there is room for both, at the width that the CSS module says: what belongs beside the thing, and
 * where it is narrow into the middle of it, stands where it is read.
 */
export function useHasTwoColumns(): boolean {
  return !useMediaQuery("(max-width: 68em)", undefined, { getInitialValueInEffect: false });
}
