import type { ProjectAnswer } from "@sentry-bitbucket-server/api-contract/project";
import { useProjectPage } from "../../api/projects.ts";
import { PageLink } from "../../frame/page-link.tsx";
import { PagedTable } from "../../lists/paged-table.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { Section } from "../../ui/section.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { ProjectRules } from "./project-rules.tsx";

/** The projects, or the rules of the one that the URL names. */
export function RulesTab() {
  const [{ project }] = useSearchState();
  return project === undefined ? <ProjectList /> : <ProjectRules key={project} project={project} />;
}

function ProjectList() {
  const organization = usePathParam("organization");
  const [{ cursor }] = useSearchState();
  const query = useProjectPage(organization, { cursor });
  return (
    <Section
      title="Projects"
      text="They are mirrored from that Sentry with their slugs. Each says how its releases that appear there without commits are told theirs."
    >
      <PagedTable
        label="Projects"
        columns={[
          { header: "Name", cell: (project) => <RulesLink project={project} /> },
          { header: "Slug", cell: ({ slug }) => <code>{slug}</code> },
          { header: "Here since", cell: ({ dateCreated }) => <RelativeTime time={dateCreated} /> },
        ]}
        keyOf={({ id }) => id}
        query={query}
        empty={
          <EmptyState
            title="No project"
            text="Its token may not list them: make those that you need in the settings, with the same slugs."
          />
        }
      />
    </Section>
  );
}

function RulesLink({ project: { slug, name } }: { project: ProjectAnswer }) {
  const organization = usePathParam("organization");
  return (
    <PageLink to={pathTo("upstream", { organization })} search={{ tab: "rules", project: slug }}>
      {name}
    </PageLink>
  );
}
