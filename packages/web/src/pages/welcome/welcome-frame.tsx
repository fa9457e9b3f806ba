import type { ReactNode } from "react";
import { PlainFrame } from "../../frame/plain-frame.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { StepList } from "./step-list.tsx";

/** What stands round every step of the first run. @param current counted from 0; 3 when all is done */
export function WelcomeFrame({ current, children }: { current: number; children: ReactNode }) {
  return (
    <PlainFrame width="44rem">
      <PageHeader title="Welcome" text="Three steps, and your first application can report." />
      <StepList steps={["Account", "Organization", "Project"]} current={current} />
      {children}
    </PlainFrame>
  );
}
