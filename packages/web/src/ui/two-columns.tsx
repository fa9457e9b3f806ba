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
