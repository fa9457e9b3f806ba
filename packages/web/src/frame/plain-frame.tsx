import { Paper } from "@mantine/core";
import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";
import classes from "./plain-frame.module.css";

/** Round the pages on which there is nowhere else to go: login and first run. */
export function PlainFrame({ children, width = "26rem" }: { children: ReactNode; width?: string }) {
  return (
    <div className={classes["ground"]}>
      <header className={classes["header"]}>
        <Mark />
      </header>
      <Paper component="main" className={classes["paper"]} maw={width}>
        {children}
      </Paper>
    </div>
  );
}
