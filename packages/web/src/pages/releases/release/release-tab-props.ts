/** What the content of each tab is given. */
export interface ReleaseTabProps {
  organization: string;
  version: string;
}
