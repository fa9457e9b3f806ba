import type { ReactNode } from "react";
import classes from "./definition-list.module.css";

/** Names and values of one thing, beside each other where there is room. */
export function DefinitionList({
  entries,
}: {
  entries: readonly (readonly [string, ReactNode])[];
}) {
  return (
    <dl className={classes["list"]}>
      {entries.map(([name, value]) => (
        <div key={name} className={classes["entry"]}>
          <dt className={classes["name"]}>{name}</dt>
          <dd className={classes["value"]}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
