import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";

/** Only these lead to a page; a `javascript:` that came from outside would run here. */
const WEB = /^https?:\/\//i;

interface OutsideLinkProps {
  /** undefined or null: then there is a dash. */
  url: string | null | undefined;
  /** Its name for those who hear the page, where the text alone would be that of several. */
  label?: string;
  children: ReactNode;
}

/** A link to a page that is not ours, in a tab of its own. */
export function OutsideLink({ url, label, children }: OutsideLinkProps) {
  if (!url || !WEB.test(url)) return <>–</>;
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" aria-label={label} inherit>
      {children}
    </Anchor>
  );
}
