import type { ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import type { ReactNode } from "react";
import { useAdoption } from "../../../api/releases.ts";
import { DefinitionList } from "../../../ui/definition-list.tsx";
import { OutsideLink } from "../../../ui/outside-link.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { AdoptionChart } from "../adoption-chart.tsx";

/** When a release was made, of which projects it is, who wrote it, and how it is taken up. */
export function ReleaseFacts(props: { organization: string; release: ReleaseAnswer }) {
  const { organization, release } = props;
  const { version, projects, authors, url } = release;
  const { data: adoption } = useAdoption(organization, [version]);
  const names = authors.map(({ name, email }) => name ?? email).filter(Boolean);
  const page: [string, ReactNode][] = url
    ? [
        [
          "Page",
          <OutsideLink key="page" url={url}>
            {url}
          </OutsideLink>,
        ],
      ]
    : [];
  return (
    <DefinitionList
      entries={[
        ["Created", <RelativeTime key="created" time={release.dateCreated} />],
        [
          "Released",
          release.dateReleased === null ? (
            "not yet"
          ) : (
            <RelativeTime key="released" time={release.dateReleased} />
          ),
        ],
        [
          "Projects",
          <TextFromOutside key="projects" text={projects.map(({ slug }) => slug).join(", ")} />,
        ],
        ["Authors", <TextFromOutside key="authors" text={names.join(", ")} />],
        ...page,
        ["Last event", <RelativeTime key="last" time={release.lastEvent} />],
        ["Events", <AdoptionChart key="events" adoption={adoption} version={version} />],
      ]}
    />
  );
}
