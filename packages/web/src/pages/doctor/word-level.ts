import type { DoctorAnswer } from "@sentry-bitbucket-server/api-contract/doctor";

/** All findings in a sentence. */
export function wordLevel({ findings }: Pick<DoctorAnswer, "findings">): string {
  const count = (level: string) => findings.filter((finding) => finding.level === level).length;
  const [errors, warnings] = [count("error"), count("warning")];
  if (errors + warnings === 0) return "All is well.";
  const parts = [
    ...(errors > 0 ? [plural(errors, "error")] : []),
    ...(warnings > 0 ? [plural(warnings, "warning")] : []),
  ];
  return `Found ${parts.join(" and ")}.`;
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
