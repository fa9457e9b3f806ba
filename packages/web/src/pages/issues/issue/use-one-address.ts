import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { pathTo } from "../../../path-builder.ts";
import { usePathParam } from "../../../use-path-param.ts";

/**
 * Leads from an address with a short id, as people type it, to the one with the number: the one that all
 * links have, and that lasts when a project is renamed.
 * @param issue its number; undefined while it is asked for
 */
export function useOneAddress(organization: string, issue: string | undefined): void {
  const address = usePathParam("issue");
  const [search] = useSearchState();
  const navigate = useNavigate();
  useEffect(() => {
    if (issue === undefined || issue === address) return;
    void navigate({ to: pathTo("issue", { organization, issue }), search, replace: true });
  });
}
