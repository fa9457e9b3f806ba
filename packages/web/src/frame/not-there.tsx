import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { type ApiError, hasStatus } from "../api/api-error.ts";
import { sentenceOf } from "../api/to-api-error.ts";
import { PageHeader } from "../ui/page-header.tsx";

interface NotThereProps {
  /** Why not, where the service says it. */
  error?: Error | undefined;
  /** The way back: to the list in which it would stand. */
  children: ReactNode;
}

/** In place of a page whose address names what is not there. To try again would not help. */
export function NotThere({ error, children }: NotThereProps) {
  const text = error ? sentenceOf(error) : "The link is old, or something is missing.";
  return (
    <>
      <PageHeader title="There is no such page" text={text} />
      <Text>{children}</Text>
    </>
  );
}

/** Whether the service has answered that it knows nothing of that name. */
export function isNotThere(error: Error | null): error is ApiError {
  return hasStatus(error, 404);
}
