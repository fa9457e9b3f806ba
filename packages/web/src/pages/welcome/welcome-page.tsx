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

/** The first run, from the account of the owner on: to a project that can be reported to. */
export function WelcomePage() {
  const organization = usePathParam("organization");
  const { data: member, error, refetch } = useMembership(organization);
  const [{ step, project }, setSearch] = useSearchState();
  // Who may not name the organization begins with the project.
  const mayName = member?.scopes.includes("org:write") ?? true;
  const steps = mayName ? STEPS : STEPS.slice(1);
  const current = steps.find((one) => one === step) ?? steps[0];
  return (
    <WelcomeFrame current={current === undefined ? 0 : STEPS.indexOf(current) + 1}>
      {error && !member && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
      {!error && !member && <Skeleton height="8rem" />}
      {member && current === "organization" && (
        <OrganizationStep onDone={() => setSearch({ step: "project" })} />
      )}
      {member && current === "project" && (
        <ProjectStep onDone={(made) => setSearch({ step: "report", project: made })} />
      )}
      {member && current === "report" && project !== undefined && <ReportStep project={project} />}
      <Group justify="space-between" mt="xl">
        <PageLink to={pathTo("issues", { organization })}>Later</PageLink>
        <UserMenu />
      </Group>
    </WelcomeFrame>
  );
}
