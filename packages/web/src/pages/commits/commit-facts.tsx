import type { CommitDetailAnswer } from "@sentry-bitbucket-server/api-contract/commit";
import { CopyField } from "../../ui/copy-field.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { CommitReferences } from "./commit-references.tsx";

/** Who made it, and how far it has come. */
export function CommitFacts({ commit }: { commit: CommitDetailAnswer }) {
  const { id, author, branch, references, releases, dateCreated } = commit;
  const versions = releases.map(({ version }) => version).toReversed();
  return (
    <>
      <CopyField label="Sha" value={id} />
      <DefinitionList
        entries={[
          ["Author", <TextFromOutside key="author" text={toWholeName(author)} />],
          ["Date", <RelativeTime key="date" time={dateCreated} />],
          ["Branch", <TextFromOutside key="branch" text={branch} />],
          ["Issues", <CommitReferences key="issues" references={references} />],
          ["Releases", <TextFromOutside key="releases" text={versions.join(", ")} />],
        ]}
      />
    </>
  );
}

/** `Ann Example (ann@example.com)`, as much as is known of it. */
function toWholeName({ name, email }: CommitDetailAnswer["author"]): string | undefined {
  if (!name || !email || name === email) return name ?? email ?? undefined;
  return `${name} (${email})`;
}
