import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { useProjectKeys } from "../../api/project-keys.ts";
import { useProjects } from "../../api/projects.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { PageLink, PageLinkButton } from "../../frame/page-link.tsx";
import { pathTo } from "../../path-builder.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { Problem } from "../../ui/problem.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { SdkSnippets } from "../../parts/sdk-snippets.tsx";

/** Where the new project is reported to, and how. */
export function ReportStep({ project }: { project: string }) {
  const organization = usePathParam("organization");
  const { data: keys, error, refetch } = useProjectKeys(organization, project);
  const { data: projects } = useProjects(organization);
  const dsn = keys?.[0]?.dsn.public;
  if (error && !keys) return <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (dsn === undefined) return <Skeleton height="14rem" />;
  const platform = projects?.find(({ slug }) => slug === project)?.platform ?? null;
  return (
    <Stack>
      <Text>
        The project <strong>{project}</strong> is there. Its DSN tells an SDK where to report:
      </Text>
      <CopyField label="DSN" value={dsn} />
      <SdkSnippets dsn={dsn} ofProject={platform} />
      <Text>
        Next, connect Bitbucket Server: then commits resolve issues, and releases know their
        commits.
      </Text>
      <Group gap="lg">
        <PageLinkButton to={pathTo("installBitbucket", { organization })}>
          Connect Bitbucket Server
        </PageLinkButton>
        <PageLink to={pathTo("upstream", { organization })}>You have a Sentry already</PageLink>
      </Group>
    </Stack>
  );
}
