import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { isWebUrl } from "./is-web-url.ts";

interface OutsideLinkProps {
  /** undefined or null: then there is a dash. */
  url: string | null | undefined;
  /** Its name for those who hear the page, where the text alone would be that of several. */
  label?: string;
  children: ReactNode;
}

/** A link to a page that is not ours, in a tab of its own. */
export function OutsideLink({ url, label, children }: OutsideLinkProps) {
  if (!isWebUrl(url)) return <>–</>;
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" aria-label={label} inherit>
      {children}
    </Anchor>
  );
}
