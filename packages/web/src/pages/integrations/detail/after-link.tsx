import { Code, Text } from "@mantine/core";
import { useProjects } from "../../../api/projects.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";

/** What to do with a repository that has just been linked, with the name of a project that is there. */
export function AfterLink({ organization }: { organization: string }) {
  const { data: projects } = useProjects(organization);
  const prefix = projects?.[0]?.slug.toUpperCase() ?? "SHOP";
  return (
    <Text>
      Now push a commit whose message says <Code>Fixes {prefix}-1</Code>, with the short id of an
      issue. The push then stands under{" "}
      <PageLink isInText to={pathTo("deliveries", { organization })}>
        Deliveries
      </PageLink>
      .
    </Text>
  );
}
