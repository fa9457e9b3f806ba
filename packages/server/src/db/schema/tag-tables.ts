/** What the events of issues are tagged with. */
export interface TagTables {
  issueTags: IssueTagsTable;
  issueTagKeys: IssueTagKeysTable;
}

/** A key and a value that events of an issue have, how often and when. */
interface IssueTagsTable {
  issueId: number;
  key: string;
  value: string;
  timesSeen: number;
  firstSeen: number;
  lastSeen: number;
}

/** How many values a key has in an issue, and how many events: not counted anew when they are shown. */
interface IssueTagKeysTable {
  issueId: number;
  key: string;
  valuesSeen: number;
  timesSeen: number;
}
