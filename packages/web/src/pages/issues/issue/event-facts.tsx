import type { EventAnswer } from "@sentry-bitbucket-server/api-contract/event";
import { ReleaseLink } from "../../../parts/release-link.tsx";
import { DefinitionList } from "../../../ui/definition-list.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";

/** Who met the event, in what, and what it was marked with. */
export function EventFacts(props: { organization: string; event: EventAnswer }) {
  const { organization, event } = props;
  const { release, user, tags } = event;
  const who = user && [user["email"], user["username"], user["id"]].find(Boolean);
  return (
    <DefinitionList
      entries={[
        ...(release
          ? [
              [
                "Release",
                <ReleaseLink key="release" organization={organization} version={release.version} />,
              ] as const,
            ]
          : []),
        ...(typeof who === "string"
          ? [["User", <TextFromOutside key="user" text={who} />] as const]
          : []),
        ...tags
          .filter(({ key }) => key !== "release" && key !== "user")
          .map(({ key, value }) => [key, <TextFromOutside key={key} text={value} />] as const),
      ]}
    />
  );
}
