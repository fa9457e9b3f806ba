import { Group, Skeleton, Stack } from "@mantine/core";
import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { useState } from "react";
import { useRefusal } from "../../api/membership.ts";
import { useProjectKeys } from "../../api/project-keys.ts";
import { useDeleteProject, useProject } from "../../api/projects.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { ConfirmAct } from "../../forms/confirm-act.tsx";
import { isNotThere } from "../../frame/not-there.tsx";
import { PageLink } from "../../frame/page-link.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { Problem } from "../../ui/problem.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { Section } from "../../ui/section.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { SdkSnippets } from "../../parts/sdk-snippets.tsx";
import { CodeMappings } from "./code-mappings.tsx";
import { ProjectKeys } from "./project-keys.tsx";

/** How a project is reported to, its keys, and where its source is. */
export function ProjectDetail({ project: slug }: { project: string }) {
  const organization = usePathParam("organization");
  const { data: project, error, refetch } = useProject(organization, slug);
  return (
    <Stack gap="xl">
      <Group>
        <PageLink to={pathTo("settings", { organization })} search={{ tab: "projects" }}>
          All projects
        </PageLink>
      </Group>
      {error && (
        <Problem
          text={sentenceOf(error)}
          onRetry={isNotThere(error) ? undefined : () => void refetch()}
        />
      )}
      {!project && !error && <Skeleton height="20rem" />}
      {project && <Reporting project={project} />}
      {project && <ProjectKeys project={slug} />}
      {project && <CodeMappings project={project} />}
      {project && <Deletion project={project} />}
    </Stack>
  );
}

function Reporting({ project }: { project: ProjectAnswer }) {
  const organization = usePathParam("organization");
  const { data: keys } = useProjectKeys(organization, project.slug);
  const dsn = keys?.find(({ isActive }) => isActive)?.dsn.public;
  return (
    <Section
      title={project.name}
      text="Its DSN tells an SDK where to report. It is no secret: it allows to report, and nothing else."
    >
      {!keys && <Skeleton height="14rem" />}
      {keys && dsn === undefined && (
        <Problem text="No key of this project is on: applications cannot report to it." />
      )}
      {dsn !== undefined && (
        <>
          <CopyField label="DSN" value={dsn} />
          <SdkSnippets dsn={dsn} ofProject={project.platform} />
        </>
      )}
    </Section>
  );
}

function Deletion({ project }: { project: ProjectAnswer }) {
  const organization = usePathParam("organization");
  const [, setSearch] = useSearchState();
  const [going, setGoing] = useState<ProjectAnswer>();
  const remove = useDeleteProject(organization);
  const refusal = useRefusal(organization, "project:admin");
  return (
    <Section title="Delete the project">
      <Group>
        <RefusableButton variant="default" refusal={refusal} onClick={() => setGoing(project)}>
          Delete the project
        </RefusableButton>
      </Group>
      <ConfirmAct
        thing={going}
        title={({ slug }) => `Delete ${slug}?`}
        text={() =>
          "Its issues, events and keys are lost, and what reports to it is refused. Releases and commits stay."
        }
        action="Delete"
        mutation={remove}
        onClose={() => setGoing(undefined)}
        onDone={() => setSearch({ project: undefined, platform: undefined }, { resetScroll: true })}
      />
    </Section>
  );
}
