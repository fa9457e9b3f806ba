import { List, Stack, Text } from "@mantine/core";
import type { ConsumerKeys } from "../../../api/install.ts";
import { CopyField } from "../../../ui/copy-field.tsx";
import { GuidePath } from "./guide-path.tsx";
import { linkGuideFor } from "./link-guide.ts";

interface ApplicationLinkGuideProps {
  version: string | null;
  /** `Bitbucket 9.4.0` */
  name: string;
  keys: ConsumerKeys;
}

/** The way to an application link in Bitbucket, by the names that stand on its screens. */
export function ApplicationLinkGuide({ version, name, keys }: ApplicationLinkGuideProps) {
  const guide = linkGuideFor(version);
  return (
    <section aria-label="In Bitbucket">
      <Text mb="sm">In {name}, as an administrator:</Text>
      <List type="ordered" spacing="md" styles={{ itemWrapper: { display: "inline" } }}>
        <List.Item>
          <GuidePath names={guide.path} />, then <strong>{guide.create}</strong>.
        </List.Item>
        <List.Item>
          <Stack gap="xs" mt={4}>
            {guide.type !== undefined && (
              <Text>
                Choose <strong>{guide.type}</strong>. {guide.not}
              </Text>
            )}
            <CopyField label="Application URL" value={new URL(keys.callbackUrl).origin} />
            <Text>
              Bitbucket may say that it got no response from there, or another address:{" "}
              <strong>Continue</strong>.
            </Text>
          </Stack>
        </List.Item>
        <List.Item>
          In <strong>Link applications</strong> give an <strong>Application Name</strong>, as
          Sentry, take <strong>Generic Application</strong> for the{" "}
          <strong>Application Type</strong>, and leave <strong>Create incoming link</strong>{" "}
          unticked: it would not ask for the callback URL. <strong>Continue</strong>.
        </List.Item>
        <List.Item>
          <strong>Edit</strong> the new link (the pencil, or the menu of its row), then{" "}
          <strong>Incoming Authentication</strong>. Fill in:
          <Stack gap="sm" mt="xs">
            <CopyField label="Consumer Key" value={keys.consumerKey} />
            <CopyField label="Consumer Name" value="Sentry" />
            <CopyField label="Public Key" value={keys.publicKey.trim()} />
            <CopyField label="Consumer Callback URL" value={keys.callbackUrl} />
          </Stack>
        </List.Item>
        <List.Item>
          Leave <strong>Allow 2-Legged OAuth</strong> unticked. <strong>Save</strong>.
        </List.Item>
      </List>
    </section>
  );
}
