import { Anchor, Code } from "@mantine/core";

const DIGITS = 10;

/** A commit by the first digits of its sha, leading to its page in Bitbucket when it has one. */
export function CommitLink({ sha, url }: { sha: string; url: string | null }) {
  const digits = <Code title={sha}>{sha.slice(0, DIGITS)}</Code>;
  if (url === null) return digits;
  return (
    <Anchor href={url} inherit aria-label={`Commit ${sha.slice(0, DIGITS)} in Bitbucket`}>
      {digits}
    </Anchor>
  );
}
