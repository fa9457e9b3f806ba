import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

/** A part of a page under its own heading. */
export function Section(props: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, text, actions, children } = props;
  const id = useId();
  return (
    <Stack component="section" aria-labelledby={id} gap="sm">
      <div style={{ display: "flex", flexWrap: "wrap", gap: "0.75rem", alignItems: "center" }}>
        <Title order={2} id={id} style={{ flex: "1 1 auto" }}>
          {title}
        </Title>
        {actions}
      </div>
      {text !== undefined && <Text c="dimmed">{text}</Text>}
      {children}
    </Stack>
  );
}
