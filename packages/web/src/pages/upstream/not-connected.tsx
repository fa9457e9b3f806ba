import { List, Stack, Text } from "@mantine/core";
import { useRefusal } from "../../api/membership.ts";
import { Section } from "../../ui/section.tsx";
import { usePathParam } from "../../use-path-param.ts";
import { ConnectForm } from "./connect-form.tsx";
import { NeedTable } from "./need-table.tsx";

/** What relaying brings, and the form that begins it. */
export function NotConnected() {
  const refusal = useRefusal(usePathParam("organization"), "org:admin");
  return (
    <Stack gap="xl">
      <Section title="You have a Sentry already?">
        <Text maw="44rem">
          A Sentry elsewhere cannot reach a Bitbucket behind a firewall. This service sees Bitbucket
          from inside, and speaks to that Sentry by outbound calls alone:
        </Text>
        <List spacing={4} maw="44rem">
          <List.Item>a commit that says Fixes SHOP-1 resolves the issue there,</List.Item>
          <List.Item>releases there are given their commits, authors and changed files,</List.Item>
          <List.Item>
            applications report to it as ever. This organization has no issues of its own then.
          </List.Item>
        </List>
      </Section>
      <Section title="Connect it">
        <div style={{ maxWidth: "36rem" }}>
          <ConnectForm action="Connect" refusal={refusal} onDone={() => undefined} />
        </div>
      </Section>
      <Section title="What the token needs" text="Of each row one scope. The rest works without.">
        <NeedTable />
      </Section>
    </Stack>
  );
}
