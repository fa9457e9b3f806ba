import type { Role } from "../../api/members.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Section } from "../../ui/section.tsx";

/** From the weakest. */
export const roles: readonly { value: Role; label: string; meaning: string }[] = [
  {
    value: "member",
    label: "Member",
    meaning: "Sees everything, works on issues, and makes releases.",
  },
  {
    value: "admin",
    label: "Admin",
    meaning: "Also installs integrations, links repositories, and makes and changes projects.",
  },
  {
    value: "owner",
    label: "Owner",
    meaning:
      "Also has the members, all tokens, the upstream Sentry, the jobs and the audit log. There is always one.",
  },
];

/** What each role may do, in a sentence. */
export function RoleMeanings() {
  return (
    <Section title="What the roles may do">
      <DefinitionList entries={roles.map(({ label, meaning }) => [label, meaning] as const)} />
    </Section>
  );
}
