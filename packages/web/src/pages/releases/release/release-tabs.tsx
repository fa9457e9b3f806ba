import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import type { ComponentType } from "react";
import { NewIssuesTab, ResolvedIssuesTab } from "./issues-tabs.tsx";
import { CommitsTab } from "./commits-tab.tsx";
import { DeploysTab } from "./deploys-tab.tsx";
import { FilesTab } from "./files-tab.tsx";

/** What the content of each is given. */
export interface ReleaseTabProps {
  organization: string;
  version: string;
}

interface ReleaseTab {
  /** As it stands in the address. */
  name: string;
  label: string;
  /** How many there are, where the release tells. */
  countOf?: (release: ReleaseAnswer) => number;
  Content: ComponentType<ReleaseTabProps>;
}

/** What of a release has a tab, in their order. */
export const releaseTabs: readonly ReleaseTab[] = [
  { name: "commits", label: "Commits", countOf: (one) => one.commitCount, Content: CommitsTab },
  { name: "files", label: "Files changed", Content: FilesTab },
  { name: "resolved", label: "Resolved issues", Content: ResolvedIssuesTab },
  { name: "new", label: "New issues", countOf: (one) => one.newGroups, Content: NewIssuesTab },
  { name: "deploys", label: "Deploys", countOf: (one) => one.deployCount, Content: DeploysTab },
];

export const DEFAULT_TAB = "commits";

/** The tab that an address names, if it is one. */
export function toTab(name: string | undefined): string {
  return releaseTabs.some((tab) => tab.name === name) && name ? name : DEFAULT_TAB;
}
