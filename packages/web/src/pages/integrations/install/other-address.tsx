import { Anchor, Text } from "@mantine/core";
import { useOrganizations } from "../../../api/organizations.ts";
import { pathTo } from "../../../path-builder.ts";
import { Notice } from "../../../ui/notice.tsx";
import { usePathParam } from "../../../use-path-param.ts";

/**
 * Warns who is here by another address than the one that the service has for its own: Bitbucket leads back to
 * that, where the browser has no session, and the install would end there.
 */
export function OtherAddress() {
  const organization = usePathParam("organization");
  const { data: organizations } = useOrganizations();
  const own = organizations?.find(({ slug }) => slug === organization)?.links.regionUrl;
  const here = window.location.origin;
  if (own === undefined || new URL(own).origin === here) return null;
  return (
    <Notice title="This is not the address of the service">
      <Text>
        You are at {here}. Bitbucket will lead back to {own}, where you are not logged in, and its
        webhooks will call it there. Go on at{" "}
        <Anchor
          href={own + pathTo("installBitbucket", { organization })}
          underline="always"
          inherit
        >
          {own}
        </Anchor>
        , or start the service with PUBLIC_URL={here}.
      </Text>
    </Notice>
  );
}
