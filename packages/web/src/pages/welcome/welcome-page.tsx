import { Group, Skeleton } from "@mantine/core";
import { useMembership } from "../../api/membership.ts";
import { sentenceOf } from "../../api/to-api-error.ts";
import { PageLink } from "../../frame/page-link.tsx";
import { UserMenu } from "../../frame/user-menu.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { pathTo } from "../../path-builder.ts";
import { Problem } from "../../ui/problem.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { OrganizationStep } from "./organization-step.tsx";
import { ProjectStep } from "./project-step.tsx";
import { ReportStep } from "./report-step.tsx";
import { WelcomeFrame } from "./welcome-frame.tsx";

const STEPS = ["organization", "project", "report"] as const;

type Step = (typeof STEPS)[number];

/** The first run, from the account of the owner on: to a project that can be reported to. */
export function WelcomePage() {
  const organization = usePathParam("organization");
  const { data: member, error, refetch } = useMembership(organization);
  const [{ step }] = useSearchState();
  // Who may not name the organization begins with the project.
  const first: Step = (member?.scopes.includes("org:write") ?? true) ? "organization" : "project";
  const wanted = STEPS.find((one) => one === step) ?? first;
  const current = wanted === "organization" ? first : wanted;
  return (
    <WelcomeFrame current={STEPS.indexOf(current) + 1}>
      {member && <CurrentStep step={current} />}
      {!member && !error && <Skeleton height="8rem" />}
      {!member && error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      <Group justify="space-between" mt="xl">
        <PageLink to={pathTo("issues", { organization })}>Later</PageLink>
        <UserMenu />
      </Group>
    </WelcomeFrame>
  );
}

function CurrentStep({ step }: { step: Step }) {
  const [{ project }, setSearch] = useSearchState();
  switch (step) {
    case "organization":
      return <OrganizationStep onDone={() => setSearch({ step: "project" })} />;
    case "project":
      return <ProjectStep onDone={(made) => setSearch({ step: "report", project: made })} />;
    case "report":
      return project === undefined ? null : <ReportStep project={project} />;
  }
}
