import { Text } from "@mantine/core";
import { useIntegrations } from "../../../api/integrations.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { Notice } from "../../../ui/notice.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { usePathParam } from "../../../use-path-param.ts";

/** Warns who installs a Bitbucket again: that renews its integration only with a token of its user. */
export function KnownHost({ baseUrl }: { baseUrl: string }) {
  const organization = usePathParam("organization");
  const { data } = useIntegrations(organization, {});
  const known = data?.rows.filter((one) => one.baseUrl === baseUrl) ?? [];
  if (known.length === 0) return null;
  return (
    <Notice title="This Bitbucket is there already">
      {known.map(({ id, name }) => (
        <Text key={id}>
          <PageLink isInText to={pathTo("integration", { organization, integration: id })}>
            <TextFromOutside text={name} />
          </PageLink>
        </Text>
      ))}
      <Text>
        An access token of the same user takes the place of the former one. OAuth, or another user,
        makes a second integration, with no repository linked.
      </Text>
    </Notice>
  );
}
