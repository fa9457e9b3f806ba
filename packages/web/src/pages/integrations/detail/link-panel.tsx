import { Button, CloseButton, Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState } from "react";
import type { IntegrationKey } from "../../../api/linked-repositories.ts";
import { useLinkRepositories } from "../../../api/links.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { toastProblem } from "../../../ui/toasts.tsx";
import { useSearchField } from "../../../ui/use-search-field.ts";
import { RepositoryChoices } from "./repository-choices.tsx";

interface LinkPanelProps {
  of: IntegrationKey;
  /** From the address. */
  search: string;
  refusal: string | undefined;
  onSearch: (text: string, options: { replace: boolean }) => void;
  /** Absent where there is nothing else to look at. */
  onClose: (() => void) | undefined;
}

/** Searches what Bitbucket has, and links what is chosen, from several searches if need be. */
export function LinkPanel({ of, search, refusal, onSearch, onClose }: LinkPanelProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const field = useSearchField(search, onSearch);
  const { mutate, isPending } = useLinkRepositories(of);
  const link = () =>
    mutate([...chosen], {
      onSuccess: () => setChosen(new Set()),
      onError: (error) => toastProblem(sentenceOf(error)),
    });
  return (
    <Paper withBorder p="md" radius="md" component="section" aria-labelledby="link-title">
      <Group justify="space-between" mb="sm">
        <Title order={2} id="link-title">
          Link repositories
        </Title>
        {onClose && <CloseButton onClick={onClose} aria-label="Close the search" />}
      </Group>
      <Stack gap="sm">
        <TextInput
          type="search"
          label="Search Bitbucket"
          description="By name, project, or KEY/slug. Those that you may link are those that the integration administers."
          {...field}
        />
        <RepositoryChoices of={of} search={search} chosen={chosen} onChange={setChosen} />
        {refusal !== undefined && <Text c="dimmed">{refusal}</Text>}
        <Group>
          <Button
            onClick={link}
            loading={isPending}
            disabled={chosen.size === 0 || refusal !== undefined}
          >
            {chosen.size > 1 ? `Link ${chosen.size} repositories` : "Link the repository"}
          </Button>
          {chosen.size === 0 ? (
            <Text c="dimmed">Choose one or more.</Text>
          ) : (
            <Button variant="subtle" onClick={() => setChosen(new Set())}>
              Choose none
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}
