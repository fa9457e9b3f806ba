import { Radio, Skeleton, Stack, Text } from "@mantine/core";
import type { OrganizationAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { useRefusal } from "../../../api/membership.ts";
import { useOrganizations, useUpdateOrganization } from "../../../api/organizations.ts";
import { sentenceOf } from "../../../api/to-api-error.ts";
import { toastDone, toastProblem } from "../../../ui/toasts.tsx";
import { usePathParam } from "../../../use-path-param.ts";
import { Setting } from "./setting.tsx";

type Policy = OrganizationAnswer["resolveOn"];

const POLICIES: readonly { value: Policy; label: string; description: string }[] = [
  {
    value: "default-branch",
    label: "When it reaches the default branch",
    description: "Which one that is, Bitbucket says for each repository: see Repositories.",
  },
  {
    value: "any-branch",
    label: "As soon as it is pushed, to any branch",
    description: "As Sentry did until 2025.",
  },
  {
    value: "release",
    label: "When it is in a release",
    description: "No push resolves anything by itself. As Sentry does since 2026.",
  },
];

/** From which branches commits resolve issues, for the whole organization. */
export function PolicySetting() {
  const slug = usePathParam("organization");
  const refusal = useRefusal(slug, "org:write");
  const { data: organizations } = useOrganizations();
  const update = useUpdateOrganization(slug);
  const policy = organizations?.find((one) => one.slug === slug)?.resolveOn;
  const save = (value: string) => {
    const resolveOn = POLICIES.find((one) => one.value === value)?.value;
    if (resolveOn === undefined) return;
    update.mutate(
      { resolveOn },
      {
        onSuccess: () => toastDone("Saved. It counts for what is pushed from now on."),
        onError: (error) => toastProblem(sentenceOf(error)),
      },
    );
  };
  return (
    <Setting
      title="Branches and resolution"
      text="When a commit that names an issue, as in “Fixes SHOP-1”, resolves it. The issue shows the commit at once in any case, and entering a release resolves it in that release. This is one setting for all of the organization."
    >
      {policy === undefined ? (
        <Skeleton height="8rem" />
      ) : (
        <Radio.Group
          label="A commit resolves the issue that it names"
          value={(update.isPending ? update.variables.resolveOn : policy) ?? policy}
          onChange={save}
        >
          <Stack gap="sm" mt="xs">
            {refusal !== undefined && <Text>{refusal}</Text>}
            {POLICIES.map((one) => (
              <Radio key={one.value} {...one} disabled={refusal !== undefined} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </Setting>
  );
}
