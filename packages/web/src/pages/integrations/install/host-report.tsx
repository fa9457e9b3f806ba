import { Box, Group, Loader, Paper, Stack, Text } from "@mantine/core";
import type { HostCheckAnswer } from "@sentry-bitbucket-server/api-contract/install";
import { DefinitionList } from "../../../ui/definition-list.tsx";
import { ErrorText } from "../../../ui/error-text.tsx";
import { StateBadge } from "../../../ui/state-badge.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";

/** What was found at an address. It keeps its place while it is looked at again. */
export function HostReport(props: { host: HostCheckAnswer | undefined; isBusy: boolean }) {
  const { host, isBusy } = props;
  if (!host && !isBusy) return null;
  return (
    <Paper withBorder p="md" radius="md" role="status" aria-busy={isBusy}>
      {isBusy || !host ? (
        <Group gap="sm">
          <Loader size="xs" aria-hidden />
          <Text>Looking at this address …</Text>
        </Group>
      ) : (
        <Found host={host} />
      )}
    </Paper>
  );
}

function Found({ host }: { host: HostCheckAnswer }) {
  const { baseUrl, product, version, certificate, detail } = host;
  return (
    <Stack gap="sm" align="flex-start">
      {baseUrl !== null && (
        <StateBadge tone="good">{`${product ?? "Bitbucket"} ${version ?? ""} answers`}</StateBadge>
      )}
      {baseUrl === null && certificate?.isTrusted !== false && (
        <StateBadge tone="bad">No Bitbucket found</StateBadge>
      )}
      {detail !== null && <ErrorText text={detail} />}
      {baseUrl !== null && (
        <Box w="100%">
          <DefinitionList
            entries={[
              ["Base URL", <TextFromOutside key="url" text={baseUrl} />],
              ["Version", version ?? "It does not tell strangers."],
            ]}
          />
        </Box>
      )}
      {certificate && <Certificate certificate={certificate} />}
    </Stack>
  );
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });

function Certificate(props: { certificate: NonNullable<HostCheckAnswer["certificate"]> }) {
  const { subject, issuer, names, validFrom, validTo, fingerprint, isTrusted } = props.certificate;
  const span = `${day.format(new Date(validFrom))} to ${day.format(new Date(validTo))}`;
  return (
    <section aria-label="Certificate">
      <Stack gap="xs" align="flex-start">
        <StateBadge tone={isTrusted ? "good" : "bad"}>
          {isTrusted ? "Certificate trusted" : "Certificate not trusted"}
        </StateBadge>
        <DefinitionList
          entries={[
            ["For", <TextFromOutside key="for" text={names.join(", ") || subject} />],
            ["Subject", <TextFromOutside key="subject" text={subject} />],
            ["Signed by", <TextFromOutside key="issuer" text={issuer} />],
            ["Valid", span],
            ["SHA-256", <TextFromOutside key="fingerprint" text={fingerprint} />],
          ]}
        />
        {!isTrusted && (
          <Text size="sm">
            Compare the SHA-256 with what Bitbucket&rsquo;s administrators say before you trust it.
          </Text>
        )}
      </Stack>
    </section>
  );
}
