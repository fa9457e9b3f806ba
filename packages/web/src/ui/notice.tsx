import type { ReactNode } from "react";
import classes from "./notice.module.css";

interface NoticeProps {
  title: string;
  /** Something has gone wrong: those who hear the page are told at once. @default false */
  isBad?: boolean;
  children: ReactNode;
}

/** What has to be known of a page before anything else on it. */
export function Notice({ title, isBad = false, children }: NoticeProps) {
  return (
    <div role={isBad ? "alert" : "status"} data-bad={isBad} className={classes["notice"]}>
      <p className={classes["title"]}>{title}</p>
      {children}
    </div>
  );
}
