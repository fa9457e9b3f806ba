import { PasswordInput, Textarea, TextInput } from "@mantine/core";
import type { UpstreamAnswer } from "@sentry-bitbucket-server/api-contract/upstream";
import { useConnectUpstream } from "../../api/upstream.ts";
import { ApiForm } from "../../forms/api-form.tsx";
import { useApiForm } from "../../forms/use-api-form.ts";
import { usePathParam } from "../../use-path-param.ts";

interface ConnectFormProps {
  /** What is connected now; absent when nothing is. */
  former?: UpstreamAnswer;
  action: string;
  refusal: string | undefined;
  onDone: (upstream: UpstreamAnswer) => void;
}

const needed = (sentence: string) => (text: string) => (text.trim() === "" ? sentence : null);

/** Where that Sentry is, and a token of it. The token is tried before anything is kept. */
export function ConnectForm({ former, action, refusal, onDone }: ConnectFormProps) {
  const connect = useConnectUpstream(usePathParam("organization"));
  const { form, ...api } = useApiForm({
    initialValues: {
      url: former?.url ?? "https://sentry.io",
      organization: former?.organization ?? "",
      token: "",
      caCertificate: "",
    },
    validate: {
      url: needed("Give the URL of your Sentry."),
      organization: needed("Give the slug of your organization there, such as acme."),
      token: needed("Give a token of that Sentry."),
    },
    async onSubmit({ caCertificate, ...values }) {
      const authority = caCertificate.trim() === "" ? {} : { caCertificate };
      onDone(await connect.mutateAsync({ ...values, ...authority }));
    },
  });
  return (
    <ApiForm api={api} action={action} refusal={refusal}>
      <TextInput
        label="URL of your Sentry"
        description="For sentry.io that is https://sentry.io, also when your pages are at acme.sentry.io."
        type="url"
        required
        {...form.getInputProps("url")}
      />
      <TextInput
        label="Slug of your organization there"
        description="It stands in the addresses of its pages, and in Settings → General."
        required
        {...form.getInputProps("organization")}
      />
      <PasswordInput
        label="Token"
        description="Of a user (User settings → Personal tokens), or of an internal integration. It is kept encrypted, and never shown."
        autoComplete="off"
        required
        {...form.getInputProps("token")}
      />
      <Textarea
        label="Certificate of a private authority (optional)"
        description="In PEM, where that Sentry has one of your company’s own."
        autosize
        minRows={2}
        maxRows={8}
        {...form.getInputProps("caCertificate")}
      />
    </ApiForm>
  );
}
