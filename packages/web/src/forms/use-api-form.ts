import { useForm } from "@mantine/form";
import { useState } from "react";
import { ApiError } from "../api/api-error.ts";
import { sentenceOf } from "../api/to-api-error.ts";

type Check<Values> = { [Field in keyof Values]?: (value: string, values: Values) => string | null };

interface ApiFormOptions<Values> {
  initialValues: Values;
  /** What can be said without asking the service: sentences, or null. */
  validate?: Check<Values>;
  /** @throws ApiError, which is shown at its fields, or above them */
  onSubmit: (values: Values) => Promise<unknown>;
}

/**
 * A form whose answer is the service's: while it waits nothing can be sent twice, and what the
 * service finds wrong with a field stands at that field. To be given to `ApiForm`.
 */
export function useApiForm<Values extends Record<string, string>>(options: ApiFormOptions<Values>) {
  const { initialValues, validate, onSubmit } = options;
  const form = useForm<Values>({
    initialValues,
    ...(validate && { validate: validate as object }),
  });
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const send = async (values: Values) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onSubmit(values);
    } catch (error) {
      const fields = error instanceof ApiError ? error.fields : {};
      form.setErrors(fields);
      const isAtFields = Object.keys(fields).some((field) => field in initialValues);
      if (!isAtFields) setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return { form, isBusy, problem, submit: form.onSubmit((values) => void send(values)) };
}
