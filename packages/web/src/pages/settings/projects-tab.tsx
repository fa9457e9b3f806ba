import { useState } from "react";
import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { useRefusal } from "../../api/membership.ts";
import { useProjectPage } from "../../api/projects.ts";
import { PageLink } from "../../frame/page-link.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { RefusableButton } from "../../ui/refusable-button.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { platforms } from "../../parts/platforms.ts";
import { NewProjectDialog } from "./new-project-dialog.tsx";
import { ProjectDetail } from "./project-detail.tsx";

/** The projects, or the one that the URL names. */
export function ProjectsTab() {
  const [{ project }] = useSearchState();
  return project === undefined ? (
    <ProjectList />
  ) : (
    <ProjectDetail key={project} project={project} />
  );
}

function ProjectList() {
  const organization = usePathParam("organization");
  const [{ query, cursor }, setSearch] = useSearchState();
  const [isMaking, setMaking] = useState(false);
  const page = useProjectPage(organization, { query, cursor });
  const refusal = useRefusal(organization, "project:write");
  return (
    <Section
      title="Projects"
      text="A project is an application that reports its errors."
      actions={
        <RefusableButton refusal={refusal} onClick={() => setMaking(true)}>
          Make a project
        </RefusableButton>
      }
    >
      <FilterBar
        filters={[{ name: "query", label: "Name", placeholder: "A part of the name" }]}
        values={{ query }}
        onChange={setSearch}
      />
      <PagedTable
        label="Projects"
        columns={[
          { header: "Name", cell: (one) => <ProjectLink project={one} /> },
          { header: "Slug", cell: ({ slug }) => <code>{slug}</code> },
          { header: "Platform", cell: ({ platform }) => labelOf(platform) },
          { header: "Made", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
        ]}
        keyOf={({ id }) => id}
        query={page}
        empty={
          query === undefined ? (
            <EmptyState title="No project yet" text="Make one: it has the DSN that an SDK needs." />
          ) : (
            <EmptyState title="No project is called so" text="Try a shorter part of the name." />
          )
        }
      />
      <NewProjectDialog
        isOpen={isMaking}
        onClose={() => setMaking(false)}
        onMade={(slug) => setSearch({ project: slug, query: undefined })}
      />
    </Section>
  );
}

function ProjectLink({ project: { slug, name } }: { project: ProjectAnswer }) {
  const organization = usePathParam("organization");
  return (
    <PageLink to={pathTo("settings", { organization })} search={{ tab: "projects", project: slug }}>
      {name}
    </PageLink>
  );
}

const labelOf = (platform: string | null): string =>
  platforms.find(({ value }) => value === platform)?.label ?? platform ?? "none";
