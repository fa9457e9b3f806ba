import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { isWebUrl } from "./is-web-url.ts";

interface OutsideLinkProps {
  /** undefined or null: then there is a dash. */
  url: string | null | undefined;
  /** Its name for those who hear the page, where the text alone would be that of several. */
  label?: string;
  /** It stands within a sentence, where its colour alone does not tell it. */
  isInText?: boolean;
  children: ReactNode;
}

/** A link to a page that is not ours, in a tab of its own. */
export function OutsideLink({ url, label, isInText = false, children }: OutsideLinkProps) {
  if (!isWebUrl(url)) return <>–</>;
  return (
    <Anchor
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      underline={isInText ? "always" : "hover"}
      inherit
    >
      {children}
    </Anchor>
  );
}
