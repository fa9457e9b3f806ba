import { Group, Skeleton, Stack, Tabs, Text } from "@mantine/core";
import { useProjectKeys, useProjects } from "../../api/projects.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { PageLinkButton } from "../../frame/page-link.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { CodeBlock } from "../../ui/code-block.tsx";
import { CopyField } from "../../ui/copy-field.tsx";
import { Problem } from "../../ui/problem.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { platforms, snippetFor } from "./platforms.ts";

/** Where the new project is reported to, and how. */
export function ReportStep({ project }: { project: string }) {
  const organization = usePathParam("organization");
  const { data: keys, error, refetch } = useProjectKeys(organization, project);
  const dsn = keys?.[0]?.dsn.public;
  if (error) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (dsn === undefined) return <Skeleton height="14rem" />;
  return (
    <Stack>
      <Text>
        The project <strong>{project}</strong> is there. Its DSN tells an SDK where to report:
      </Text>
      <CopyField label="DSN" value={dsn} />
      <Snippets dsn={dsn} project={project} />
      <Text>
        Next, connect Bitbucket Server: then commits resolve issues, and releases know their
        commits.
      </Text>
      <Group>
        <PageLinkButton to={pathTo("installBitbucket", { organization })}>
          Connect Bitbucket Server
        </PageLinkButton>
      </Group>
    </Stack>
  );
}

/** Begins with the platform of the project. */
function Snippets({ dsn, project }: { dsn: string; project: string }) {
  const [{ platform }, setSearch] = useSearchState();
  const { data: projects } = useProjects(usePathParam("organization"));
  const ofProject = projects?.find(({ slug }) => slug === project)?.platform;
  const shown = platforms.find(({ value }) => value === (platform ?? ofProject)) ?? platforms[0];
  return (
    <Tabs
      value={shown.value}
      onChange={(value) => setSearch({ step: "report", project, platform: value ?? undefined })}
      keepMounted={false}
    >
      <Tabs.List aria-label="Platform">
        {platforms.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {platforms.map(({ value }) => {
        const { install, code } = snippetFor(value, dsn);
        return (
          <Tabs.Panel key={value} value={value} pt="md">
            <Stack gap="sm">
              <CodeBlock label="Install the SDK" code={install} />
              <CodeBlock label="Begin your application with" code={code} />
            </Stack>
          </Tabs.Panel>
        );
      })}
    </Tabs>
  );
}
