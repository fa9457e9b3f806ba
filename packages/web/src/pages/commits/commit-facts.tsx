import type { CommitDetailAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { Fragment } from "react";
import { ReleaseLink } from "../../parts/release-link.tsx";
import { CopyField } from "../../ui/copy-field.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { CommitReferences } from "./commit-references.tsx";

/** Who made it, and how far it has come. */
export function CommitFacts({ commit }: { commit: CommitDetailAnswer }) {
  const { id, author, branch, references, unknownIssues, releases, dateCreated } = commit;
  const versions = releases.map(({ version }) => version).toReversed();
  return (
    <>
      <CopyField label="Sha" value={id} />
      <DefinitionList
        entries={[
          ["Author", <TextFromOutside key="author" text={toWholeName(author)} />],
          ["Date", <RelativeTime key="date" time={dateCreated} />],
          ["Branch", <TextFromOutside key="branch" text={branch} />],
          [
            "Issues",
            <div key="issues">
              {(references.length > 0 || unknownIssues.length === 0) && (
                <CommitReferences references={references} />
              )}
              {unknownIssues.map(({ name, reason }) => (
                <div key={name}>
                  <TextFromOutside text={reason} />
                </div>
              ))}
            </div>,
          ],
          ["Releases", <Releases key="releases" versions={versions} />],
        ]}
      />
    </>
  );
}

function Releases({ versions }: { versions: readonly string[] }) {
  const organization = usePathParam("organization");
  if (versions.length === 0) return "none";
  return versions.map((version, n) => (
    <Fragment key={version}>
      {n > 0 && ", "}
      <ReleaseLink organization={organization} version={version} />
    </Fragment>
  ));
}

/** `Ann Example (ann@example.com)`, as much as is known of it. */
function toWholeName({ name, email }: CommitDetailAnswer["author"]): string | undefined {
  if (!name || !email || name === email) return name ?? email ?? undefined;
  return `${name} (${email})`;
}
