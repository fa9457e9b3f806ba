import { useSearchState } from "../../lists/use-search-state.ts";
import { OrganizationStep } from "./organization-step.tsx";
import { ProjectStep } from "./project-step.tsx";
import { ReportStep } from "./report-step.tsx";
import { WelcomeFrame } from "./welcome-frame.tsx";

const STEPS = ["organization", "project", "report"] as const;

/** The first run, from the account of the owner on: to a project that can be reported to. */
export function WelcomePage() {
  const [{ step, project }, setSearch] = useSearchState();
  const current = STEPS.find((one) => one === step) ?? "organization";
  return (
    <WelcomeFrame current={STEPS.indexOf(current) + 1}>
      {current === "organization" && (
        <OrganizationStep onDone={() => setSearch({ step: "project" })} />
      )}
      {current === "project" && (
        <ProjectStep onDone={(made) => setSearch({ step: "report", project: made })} />
      )}
      {current === "report" && project !== undefined && <ReportStep project={project} />}
    </WelcomeFrame>
  );
}
