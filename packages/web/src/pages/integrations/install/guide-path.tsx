import { Fragment } from "react";

/** From screen to screen: the names as they stand in Bitbucket. */
export function GuidePath({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <Fragment key={name}>
      {index > 0 && " → "}
      <strong>{name}</strong>
    </Fragment>
  ));
}
