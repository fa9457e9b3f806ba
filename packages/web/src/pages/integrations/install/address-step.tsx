import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import type { SubmitEvent } from "react";
import { ApiError } from "../../../api/api-error.ts";
import { useHostCheck } from "../../../api/install.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { Problem } from "../../../ui/problem.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { HostReport } from "./host-report.tsx";
import { KnownHost } from "./known-host.tsx";
import type { Draft } from "./use-draft.ts";

const TYPING_MS = 400;
const MONOSPACE = { input: { fontFamily: "var(--mantine-font-family-monospace)" } };

interface AddressStepProps {
  draft: Draft;
  refusal: string | undefined;
  onChange: (change: Partial<Draft>) => void;
  onDone: () => void;
}

/** Where Bitbucket is. What is typed is looked at as soon as nothing more is. */
export function AddressStep({ draft, refusal, onChange, onDone }: AddressStepProps) {
  const organization = usePathParam("organization");
  const [typed] = useDebouncedValue(draft, TYPING_MS);
  const isTyping = typed.url !== draft.url || typed.caCertificate !== draft.caCertificate;
  const { data, error, isFetching, refetch } = useHostCheck(organization, typed);
  const fields = error instanceof ApiError ? error.fields : {};
  const isAtFields = Object.keys(fields).length > 0;
  const host = draft.url.trim() === "" || error ? undefined : data;
  const isBusy = draft.url.trim() !== "" && (isTyping || isFetching);
  const goOn = (event: SubmitEvent) => {
    event.preventDefault();
    if (!host?.ok || isBusy) return;
    onChange({ url: host.baseUrl ?? draft.url });
    onDone();
  };
  return (
    <form onSubmit={goOn} noValidate>
      <Stack maw="44rem">
        <TextInput
          label="Base URL of your Bitbucket"
          description="Copy it from your browser: a page of it will do, and its context path belongs to it."
          placeholder="https://bitbucket.example.com"
          type="url"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={draft.url}
          error={isTyping ? undefined : fields["url"]}
          onChange={({ currentTarget }) => onChange({ url: currentTarget.value })}
        />
        <HostReport host={host} isBusy={isBusy} />
        {host?.baseUrl && !isBusy && <KnownHost baseUrl={host.baseUrl} />}
        {error && !isAtFields && (
          <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />
        )}
        {(host?.certificate?.isTrusted === false || draft.caCertificate !== "") && (
          <Textarea
            label="CA certificate"
            description="In PEM. Paste the certificate of the authority that has signed Bitbucket’s, as your administrators have it; for a self-signed one, that certificate itself."
            placeholder="-----BEGIN CERTIFICATE-----"
            autosize
            minRows={4}
            maxRows={12}
            spellCheck={false}
            styles={MONOSPACE}
            value={draft.caCertificate}
            error={isTyping ? undefined : fields["caCertificate"]}
            onChange={({ currentTarget }) => onChange({ caCertificate: currentTarget.value })}
          />
        )}
        {refusal !== undefined && <Text c="dimmed">{refusal}</Text>}
        <Group>
          <Button type="submit" disabled={!host?.ok || isBusy || refusal !== undefined}>
            Continue
          </Button>
          {!host?.ok && <Text c="dimmed">As soon as a Bitbucket answers there.</Text>}
        </Group>
      </Stack>
    </form>
  );
}
