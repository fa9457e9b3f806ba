import { Anchor, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { FC, ReactNode } from "react";
import type { Search } from "../lists/use-search-state.ts";

/**
 * As we use it: the router's own types want to know all routes, and our addresses have been checked
 * by `pathTo`.
 */
export const RouterLink = Link as unknown as FC<PageLinkProps>;

interface PageLinkProps {
  /** From `pathTo`. */
  to: string;
  search?: Search | undefined;
  children: ReactNode;
}

/**
 * A link to a page of ours.
 * @param props `isInText`: it stands within a sentence, where its colour alone does not tell it
 */
export function PageLink(props: PageLinkProps & { isInText?: boolean }) {
  const { to, search = {}, isInText = false, children } = props;
  const underline = isInText ? "always" : "hover";
  return (
    <Anchor component={RouterLink} to={to} search={search} underline={underline} inherit>
      {children}
    </Anchor>
  );
}

/** The same, for the one thing that is to be done next. */
export function PageLinkButton({ to, search = {}, children }: PageLinkProps) {
  return (
    <Button component={RouterLink} to={to} search={search}>
      {children}
    </Button>
  );
}
