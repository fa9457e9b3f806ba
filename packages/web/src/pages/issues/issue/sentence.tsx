import type { ReferenceAnswer } from "@sentry-bitbucket-server/api-contract/issue";
import { Fragment } from "react";
import { PageLink } from "../../../frame/page-link.tsx";
import { CommitLink } from "../../../parts/commit-link.tsx";
import { ReleaseLink } from "../../../parts/release-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { findReference } from "./find-reference.ts";

/** A piece of a sentence: text of ours, text of others, or something that has a page. */
export type Part =
  | string
  | { kind: "name"; text: string }
  /** `repository` where it is told; else that of the reference. */
  | { kind: "commit"; sha: string; repository?: string }
  | { kind: "release"; version: string }
  | { kind: "event"; id: string };

interface SentenceProps {
  organization: string;
  /** The number of the issue. */
  issue: string;
  parts: readonly Part[];
  /** Of these commits more is known than their sha. */
  references: readonly ReferenceAnswer[];
}

/** A sentence with links to what it names. */
export function Sentence({ parts, ...about }: SentenceProps) {
  // The parts of a sentence have no other name than their place, and never change it.
  return parts.map((part, n) => <Fragment key={n}>{showPart(part, about)}</Fragment>);
}

function showPart(part: Part, about: Omit<SentenceProps, "parts">) {
  if (typeof part === "string") return part;
  const { organization, issue, references } = about;
  switch (part.kind) {
    case "name":
      return <TextFromOutside text={part.text} />;
    case "commit": {
      const known = findReference(references, part);
      const repository = part.repository ?? known?.repository;
      return (
        <>
          <CommitLink
            organization={organization}
            repository={known?.repositoryId}
            sha={part.sha}
            url={known?.url}
          />
          {repository !== undefined && (
            <>
              {" of "}
              <TextFromOutside text={repository} />
            </>
          )}
        </>
      );
    }
    case "release":
      return <ReleaseLink organization={organization} version={part.version} isInText />;
    case "event":
      return (
        <PageLink
          to={pathTo("issue", { organization, issue })}
          search={{ event: part.id }}
          isInText
        >
          an event
        </PageLink>
      );
  }
}
