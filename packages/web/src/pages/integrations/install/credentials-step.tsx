import { Skeleton, Stack, Tabs, Text } from "@mantine/core";
import { useHostCheck } from "../../../api/install.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { useSearchState } from "../../../lists/use-search-state.ts";
import { pathTo } from "../../../path-builder.ts";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { OAuthForm } from "./oauth-form.tsx";
import { TokenForm } from "./token-form.tsx";
import type { Draft } from "./use-draft.ts";

/** With what we get in: one of two ways, which stands in the address. */
export function CredentialsStep(props: { draft: Draft; refusal: string | undefined }) {
  const { draft, refusal } = props;
  const organization = usePathParam("organization");
  const [{ with: way }, setSearch] = useSearchState();
  const { data: host, isPending } = useHostCheck(organization, draft);
  const shown = way === "token" ? "token" : "oauth";
  if (isPending) return <Skeleton height="20rem" />;
  const version = host?.version ?? null;
  const name = `${host?.product ?? "Bitbucket"}${version === null ? "" : ` ${version}`}`;
  const given = { draft, refusal, version, name };
  return (
    <Stack maw="50rem">
      <Text>
        {name} at <TextFromOutside text={draft.url} />.{" "}
        <PageLink isInText to={pathTo("installBitbucket", { organization })}>
          Another address
        </PageLink>
      </Text>
      <Text>
        OAuth is approved in the browser, once Bitbucket&rsquo;s administrators have added this
        service there; a token is made by a user alone. The user who presses Allow, or whose token
        it is, must administer the repositories: the integration acts as them.
      </Text>
      <Tabs
        value={shown}
        onChange={(value) => setSearch({ with: value ?? undefined })}
        keepMounted={false}
      >
        <Tabs.List aria-label="How to get in">
          <Tabs.Tab value="oauth">OAuth 1.0a</Tabs.Tab>
          <Tabs.Tab value="token">HTTP access token</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="oauth" pt="lg">
          <OAuthForm {...given} />
        </Tabs.Panel>
        <Tabs.Panel value="token" pt="lg">
          <TokenForm {...given} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
