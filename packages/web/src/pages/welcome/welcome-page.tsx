import { PlainFrame } from "../../frame/plain-frame.tsx";
import { useSearchState } from "../../lists/use-search-state.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { OrganizationStep } from "./organization-step.tsx";
import { OwnerStep } from "./owner-step.tsx";
import { ProjectStep } from "./project-step.tsx";
import { ReportStep } from "./report-step.tsx";
import { StepList } from "./step-list.tsx";

const STEPS = ["account", "organization", "project", "report"] as const;

type Step = (typeof STEPS)[number];

/** The first run: from the owner's account to a project that can be reported to. */
export function WelcomePage() {
  const [{ step, project }, setSearch] = useSearchState();
  const current: Step = STEPS.find((one) => one === step) ?? "account";
  const go = (to: Step) => () => setSearch({ step: to });
  return (
    <PlainFrame width="44rem">
      <PageHeader title="Welcome" text="Three steps, and your first application can report." />
      <StepList steps={["Account", "Organization", "Project"]} current={STEPS.indexOf(current)} />
      {current === "account" && <OwnerStep onDone={go("organization")} />}
      {current === "organization" && <OrganizationStep onDone={go("project")} />}
      {current === "project" && (
        <ProjectStep onDone={(made) => setSearch({ step: "report", project: made })} />
      )}
      {current === "report" && project !== undefined && <ReportStep project={project} />}
    </PlainFrame>
  );
}
