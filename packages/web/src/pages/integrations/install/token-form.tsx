import { Button, Group, List, PasswordInput, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { ApiError } from "../../../api/api-error.ts";
import { useHostCheck, useInstallWithToken } from "../../../api/install.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { pathTo } from "../../../path-builder.ts";
import { Problem } from "../../../ui/problem.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { GuidePath } from "./guide-path.tsx";
import { tokenGuideFor } from "./link-guide.ts";
import { TokenReport } from "./token-report.tsx";
import type { Draft } from "./use-draft.ts";

const TYPING_MS = 400;

interface TokenFormProps {
  draft: Draft;
  refusal: string | undefined;
  version: string | null;
  /** `Bitbucket 9.4.0` */
  name: string;
}

/** What the token needs, what it has, and the install with it. */
export function TokenForm({ draft, refusal, version, name }: TokenFormProps) {
  const organization = usePathParam("organization");
  const [accessToken, setAccessToken] = useState("");
  const [typed] = useDebouncedValue(accessToken.trim(), TYPING_MS);
  const looked = useHostCheck(organization, { ...draft, accessToken: typed });
  const install = useInstallWithToken(organization);
  const router = useRouter();
  const isBusy = typed !== accessToken.trim() || looked.isFetching;
  const host = typed === "" || isBusy ? undefined : looked.data;
  const problem = install.error ?? looked.error;
  const field = problem instanceof ApiError ? problem.fields["accessToken"] : undefined;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const integration = await install.mutateAsync({ ...draft, accessToken: typed });
    const { id } = integration;
    await router.navigate({ to: pathTo("integration", { organization, integration: id }) });
  };
  return (
    <form onSubmit={(event) => void send(event).catch(() => undefined)} noValidate>
      <Stack>
        <TokenGuide version={version} name={name} />
        <PasswordInput
          label="Access token"
          autoComplete="off"
          value={accessToken}
          error={field}
          onChange={({ currentTarget }) => {
            install.reset();
            setAccessToken(currentTarget.value);
          }}
        />
        {accessToken !== "" && !field && <TokenReport host={host} isBusy={isBusy} />}
        {problem && !field && <Problem text={sentenceOf(problem)} />}
        {refusal !== undefined && <Text c="dimmed">{refusal}</Text>}
        <Group>
          <Button
            type="submit"
            loading={install.isPending}
            disabled={!host?.ok || refusal !== undefined}
          >
            Connect
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function TokenGuide({ version, name }: { version: string | null; name: string }) {
  const { path, create } = tokenGuideFor(version);
  return (
    <section aria-label="In Bitbucket">
      <Text mb="xs">In {name}, as a user who administers the repositories:</Text>
      <List type="ordered" spacing="xs">
        <List.Item>
          <GuidePath names={path} />
        </List.Item>
        <List.Item>
          <strong>{create}</strong>, with any <strong>Token name</strong>.
        </List.Item>
        <List.Item>
          <strong>Permissions</strong>: for <strong>Repositories</strong> choose{" "}
          <strong>Repository admin</strong>. A webhook needs it; nothing is written but webhooks.
        </List.Item>
        <List.Item>
          <strong>Create</strong>, and copy the token: Bitbucket shows it this once.
        </List.Item>
      </List>
    </section>
  );
}
