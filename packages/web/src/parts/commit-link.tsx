import { Code } from "@mantine/core";
import { PageLink } from "../frame/page-link.tsx";
import { pathTo } from "../path-builder.ts";

interface CommitLinkProps {
  organization: string;
  /** undefined when it is unlinked: then there is no page. */
  repository: string | undefined;
  sha: string;
}

/** A commit by as many digits as people use. */
export function CommitLink({ organization, repository, sha }: CommitLinkProps) {
  const digits = <Code>{sha.slice(0, 12)}</Code>;
  if (repository === undefined) return digits;
  return <PageLink to={pathTo("commit", { organization, repository, sha })}>{digits}</PageLink>;
}
