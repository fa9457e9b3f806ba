import { Code } from "@mantine/core";
import { OutsideLink } from "../ui/outside-link.tsx";

/** A commit by as many digits as people use, leading to its page in Bitbucket when it has one. */
export function CommitAtHost({ sha, url }: { sha: string; url: string | null | undefined }) {
  const digits = sha.slice(0, 12);
  if (!url) return <Code>{digits}</Code>;
  return (
    <OutsideLink url={url} label={`Commit ${digits} in Bitbucket`}>
      <Code>{digits}</Code>
    </OutsideLink>
  );
}
