import { Code } from "@mantine/core";
import { PageLink } from "../frame/page-link.tsx";
import { pathTo } from "../path-builder.ts";
import { OutsideLink } from "../ui/outside-link.tsx";

interface CommitLinkProps {
  organization: string;
  /** undefined when it is unlinked: then there is no page. */
  repository: string | null | undefined;
  sha: string;
  /** Its page in Bitbucket, to which a link of its own leads; undefined or null: there is none. */
  url?: string | null | undefined;
}

/** A commit by as many digits as people use: they lead to its page here, and beside them a link to Bitbucket. */
export function CommitLink({ organization, repository, sha, url }: CommitLinkProps) {
  const digits = sha.slice(0, 12);
  const name = <Code>{digits}</Code>;
  return (
    <>
      {repository ? (
        <PageLink to={pathTo("commit", { organization, repository, sha })}>{name}</PageLink>
      ) : (
        name
      )}
      {url && (
        <>
          {" "}
          <OutsideLink url={url} label={`Commit ${digits} in Bitbucket`} isInText>
            in Bitbucket
          </OutsideLink>
        </>
      )}
    </>
  );
}
