import { Text } from "@mantine/core";
import { TextFromOutside } from "./text-from-outside.tsx";

interface LongTextProps {
  text: string;
  lines: number;
  /** At most. @default "22rem" */
  width?: string;
}

/**
 * The beginning of a long text in a table, no wider than leaves room for the short ones: tables give
 * columns their width by how long their texts are.
 */
export function LongText({ text, lines, width = "22rem" }: LongTextProps) {
  return (
    <Text inherit maw={width} component="span" display="block">
      <TextFromOutside text={text} lines={lines} />
    </Text>
  );
}
