import { Stack } from "@mantine/core";
import type { IntegrationAnswer } from "@sentry-bitbucket-server/api-contract/integration";
import { useRefusal } from "../../../api/membership.ts";
import { usePathParam } from "../../../use-path-param.ts";
import { PauseSetting } from "./pause-setting.tsx";
import { PolicySetting } from "./policy-setting.tsx";
import { RotationSetting } from "./rotation-setting.tsx";
import { UninstallSetting } from "./uninstall-setting.tsx";

/** What can be set of an integration, the harmless first. */
export function SettingsTab({ integration }: { integration: IntegrationAnswer }) {
  const refusal = useRefusal(usePathParam("organization"), "org:integrations");
  return (
    <Stack>
      <PolicySetting />
      <RotationSetting integration={integration} refusal={refusal} />
      <PauseSetting integration={integration} refusal={refusal} />
      <UninstallSetting integration={integration} refusal={refusal} />
    </Stack>
  );
}
