import { Group, Stack, Text } from "@mantine/core";
import type { AdoptionAnswer, ReleaseAnswer } from "@sentry-bitbucket-server/api-contract/release";
import { PageLink } from "../../frame/page-link.tsx";
import { FetchState } from "../../parts/fetch-state.tsx";
import { pathTo } from "../../path-builder.ts";
import type { Column } from "../../ui/data-table.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { TextFromOutside } from "../../ui/text-from-outside.tsx";
import { AdoptionChart } from "./adoption-chart.tsx";

const figure = (count: number) => count.toLocaleString("en");

/** A release in the list. @param adoption of all that are listed; undefined while it is asked for */
export function releaseColumns(
  organization: string,
  adoption: AdoptionAnswer | undefined,
): readonly Column<ReleaseAnswer>[] {
  return [
    {
      header: "Release",
      cell: (release) => (
        <Stack gap={4} align="flex-start">
          <Text fw={600} component="div">
            <PageLink to={pathTo("release", { organization, release: release.version })}>
              <TextFromOutside text={release.version} />
            </PageLink>
          </Text>
          <Text size="sm" c="dimmed" component="div">
            <RelativeTime time={release.dateReleased ?? release.dateCreated} />
            {release.dateReleased === null && ", not yet released"}
          </Text>
        </Stack>
      ),
    },
    {
      header: "Projects",
      cell: ({ projects }) => (
        <TextFromOutside text={projects.map(({ slug }) => slug).join(", ")} lines={2} />
      ),
    },
    { header: "Commits", cell: (release) => <Commits release={release} /> },
    { header: "New issues", align: "end", cell: ({ newGroups }) => figure(newGroups) },
    { header: "Deploys", cell: (release) => <Deploys release={release} /> },
    {
      header: "Events",
      cell: ({ version }) => <AdoptionChart adoption={adoption} version={version} />,
    },
  ];
}

function Commits({ release }: { release: ReleaseAnswer }) {
  const { commitCount, authors } = release;
  const names = authors.map(({ name, email }) => name ?? email).filter(Boolean);
  return (
    <Stack gap={4} align="flex-start">
      <span>{figure(commitCount)}</span>
      {names.length > 0 && (
        <Text size="sm" c="dimmed" component="div">
          <TextFromOutside text={`by ${names.join(", ")}`} lines={2} />
        </Text>
      )}
      <FetchState release={release} />
    </Stack>
  );
}

function Deploys({ release: { deployCount, lastDeploy } }: { release: ReleaseAnswer }) {
  if (!lastDeploy) return "none";
  return (
    <Group gap={4}>
      {figure(deployCount)}
      <Text size="sm" c="dimmed" component="div">
        last to <TextFromOutside text={lastDeploy.environment} />{" "}
        <RelativeTime time={lastDeploy.dateFinished} />
      </Text>
    </Group>
  );
}
