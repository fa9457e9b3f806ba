import { toStorableText } from "../db/to-storable-text.ts";
import type { CommitPerson, PatchSet, SourceCommit } from "./types.ts";

/**
 * A commit whose texts any database takes. git and its clients allow more, and a push must not be lost
 * for a byte in a message.
 */
export function toStorableCommit(commit: SourceCommit): SourceCommit {
  return {
    ...commit,
    message: toStorableText(commit.message),
    author: toStorablePerson(commit.author),
    committer: toStorablePerson(commit.committer),
  };
}

/** The same for its changed files. */
export function toStorablePatchSet(patchSet: PatchSet): PatchSet {
  const files = patchSet.files.map((file) => ({ ...file, path: toStorableText(file.path) }));
  return { ...patchSet, files };
}

function toStorablePerson({ name, email }: CommitPerson): CommitPerson {
  const storable = { name: toStorableText(name) };
  return email === undefined ? storable : { ...storable, email: toStorableText(email) };
}
