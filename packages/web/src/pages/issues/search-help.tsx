import { Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { DefinitionList } from "../../ui/definition-list.tsx";

const TERMS = [
  ["is:", "unresolved, resolved, ignored, new, ongoing, regressed, assigned, unassigned"],
  ["assigned:me", "or a member's name or address, or none"],
  ["release:latest", "or a version: has events of it; firstRelease: began in it"],
  ["level:error", "or fatal, warning, info, debug"],
  ["environment:production", "has events of it"],
  ["project:shop", "of a project"],
  ["timesSeen:>10", "by the number of events"],
  ["lastSeen:-24h", "seen since then; +24h: not since then. Likewise firstSeen"],
  ["error.type:TypeError", "by what was thrown; error.handled:false for what nobody caught"],
  ["user.email:ann@example.com", "or user.id: met by a user"],
  ["browser:Firefox", "any tag of the events; has:browser for any value"],
] as const;

export const SEARCH_HELP = "How to search";

/**
 * What a search may say.
 * @param props `children`: what opens it
 */
export function SearchHelp({ children }: { children: (open: () => void) => ReactNode }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      {children(open)}
      <Modal opened={isOpen} onClose={close} title={SEARCH_HELP} size="lg">
        <Stack>
          <Text>
            Words are looked for in the titles, and a short id such as SHOP-1 finds its issue. Terms
            narrow the list, and all of them have to be so.
          </Text>
          <DefinitionList entries={TERMS.map(([term, text]) => [term, text] as const)} />
          <Text>
            A * stands for anything, [a,b] for any of several, and a ! before a term turns it
            around. Put words that have a colon in quotes.
          </Text>
        </Stack>
      </Modal>
    </>
  );
}
