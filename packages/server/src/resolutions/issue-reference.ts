/** An issue that a message says it resolves. Whether there is such an issue is for the caller to check. */
export type IssueReference =
  /** `text` is the short id as written in the message. */
  | { kind: "shortId"; projectSlug: string; counter: number; text: string }
  | { kind: "issueId"; issueId: number };
