/** What is compared, in the words of the report. */
export type Topic =
  | "commit"
  | "patch set"
  | "ref"
  | "author"
  | "link"
  | "resolution"
  | "activity"
  | "release"
  | "release commit"
  /** The same again, as the public API tells it. */
  | "listed commit"
  | "listed release commit"
  | "listed issue"
  /** Of the service, and of the Sentry that it relays to. */
  | "relayed release"
  | "upstream release"
  | "upstream release commit"
  | "upstream commit"
  | "upstream patch set"
  | "upstream issue"
  | "upstream activity";

/** Something that is so: a subject that is there once, and what is to be said of it. */
export interface Fact {
  topic: Topic;
  /** What it is about, such as a repository and a sha. */
  subject: string;
  value: string;
}

/** What the database has to say of a subject, by git and by the story. */
export interface Expectation {
  topic: Topic;
  subject: string;
  /** Any of these is right. */
  values: readonly string[];
  /** It may also not be there: what came first decides. */
  isOptional?: boolean;
}
