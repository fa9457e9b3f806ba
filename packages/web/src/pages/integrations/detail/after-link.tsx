import { Code, Text } from "@mantine/core";
import { useIssues } from "../../../api/issues.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";

/** What to do with a repository that has just been linked, with an issue that a push can still resolve. */
export function AfterLink({ organization }: { organization: string }) {
  const { data } = useIssues(organization, { query: "is:unresolved" });
  const shortId = data?.rows[0]?.shortId ?? "SHOP-1";
  return (
    <Text>
      Now push a commit whose message says <Code>Fixes {shortId}</Code>, with the short id of an
      issue. The push then stands under{" "}
      <PageLink isInText to={pathTo("deliveries", { organization })}>
        Deliveries
      </PageLink>
      .
    </Text>
  );
}
