import { Group, Skeleton, Stack, Text } from "@mantine/core";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { useIntegrationHealth, useLookAgain } from "../../../api/integrations.ts";
import { useRefusal } from "../../../api/membership.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { DefinitionList } from "../../../ui/definition-list.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Problem } from "../../../ui/problem.tsx";
import { RefusableButton } from "../../../ui/refusable-button.tsx";
import { RelativeTime } from "../../../ui/relative-time.tsx";
import { TextFromOutside } from "../../../ui/text-from-outside.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { ApproveAgain, needsApproval } from "../approve-again.tsx";
import { Direction } from "./direction.tsx";

/** Whether we reach Bitbucket, and Bitbucket us: what the last look found, and another one. */
export function ConnectionTab({ integration }: { integration: IntegrationAnswer }) {
  const organization = usePathParam("organization");
  const { data: health, error, refetch } = useIntegrationHealth(organization, integration.id);
  const look = useLookAgain(organization, integration.id);
  const refusal = useRefusal(organization, "org:integrations");
  return (
    <Stack gap="xl">
      <About integration={integration} />
      <Stack>
        <Group>
          <RefusableButton onClick={() => look.mutate()} loading={look.isPending} refusal={refusal}>
            {health?.checkedAt === null ? "Check now" : "Check again"}
          </RefusableButton>
          <Text c="dimmed" role="status">
            {look.isPending ? (
              "Asking Bitbucket, and having it call us. This takes up to half a minute."
            ) : (
              <>
                Last check: <RelativeTime time={health?.checkedAt} />
              </>
            )}
          </Text>
        </Group>
        {look.error && <Problem text={sentenceOf(look.error)} />}
        {error && <Problem text={sentenceOf(error)} onRetry={() => void refetch()} />}
        {!health && !error && <Skeleton height="12rem" />}
        {health?.checkedAt === null && (
          <EmptyState
            title="Nobody has looked yet"
            text="A check asks Bitbucket who we are to it and what we may do, looks at the webhooks, and has Bitbucket call us."
          />
        )}
        {health && health.checkedAt !== null && (
          <>
            <Direction
              title="From here to Bitbucket"
              findings={health.findings.filter(({ direction }) => direction === "to-host")}
              none="Nothing was asked of Bitbucket."
            />
            <Direction
              title="From Bitbucket to here"
              findings={health.findings.filter(({ direction }) => direction === "from-host")}
              none="No repository is linked, so Bitbucket has no webhook to call us with."
            />
          </>
        )}
      </Stack>
    </Stack>
  );
}

function About({ integration }: { integration: IntegrationAnswer }) {
  const organization = usePathParam("organization");
  const { name, baseUrl, dateCreated, installedBy } = integration;
  return (
    <Stack gap="sm">
      <DefinitionList
        entries={[
          ["Base URL", <TextFromOutside key="url" text={baseUrl} />],
          ["Server and user", <TextFromOutside key="name" text={name} />],
          ["Installed", <RelativeTime key="when" time={dateCreated} />],
          ["By", <TextFromOutside key="who" text={installedBy?.name} />],
        ]}
      />
      {integration.credentials === "oauth1" ? (
        <>
          <Text>
            Who approves the access again in Bitbucket is who it acts as. Application link, keys and
            repositories stay as they are.
          </Text>
          {!needsApproval(integration) && (
            <Group>
              <ApproveAgain integration={integration} />
            </Group>
          )}
        </>
      ) : (
        <Text>
          With another access token of the same user, or another certificate:{" "}
          <PageLink
            isInText
            to={pathTo("installBitbucket", { organization })}
            search={{ url: baseUrl }}
          >
            install it again
          </PageLink>
          . Its repositories stay linked. By OAuth, or as another user, that makes a second
          integration, with no repository linked.
        </Text>
      )}
    </Stack>
  );
}
