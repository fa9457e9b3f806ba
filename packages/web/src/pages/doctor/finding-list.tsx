import { Paper, Stack } from "@mantine/core";
import type { DoctorAnswer } from "@sentry-bitbucket-server/api-contract/doctor";
import { ErrorText } from "../../ui/error-text.tsx";
import { Section } from "../../ui/section.tsx";
import { StateBadge, type Tone } from "../../ui/state-badge.tsx";
import classes from "./finding-list.module.css";

type Finding = DoctorAnswer["findings"][number];

const LEVELS: Readonly<Record<Finding["level"], [tone: Tone, word: string]>> = {
  ok: ["good", "Ok"],
  warning: ["warning", "Warning"],
  error: ["bad", "Error"],
};

/** What was found, by what was looked at. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  const areas = Map.groupBy(findings, ({ area }) => area);
  return (
    <Stack gap="xl">
      {[...areas].map(([area, found]) => (
        <Section key={area} title={area}>
          <Paper withBorder radius="md" component="ul" className={classes["list"]}>
            {found.map(({ level, message }, n) => (
              <li key={`${n} ${message}`} className={classes["finding"]}>
                <StateBadge tone={LEVELS[level][0]}>{LEVELS[level][1]}</StateBadge>
                <ErrorText text={message} />
              </li>
            ))}
          </Paper>
        </Section>
      ))}
    </Stack>
  );
}
