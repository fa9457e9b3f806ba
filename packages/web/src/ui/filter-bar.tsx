import { Group, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { type ReactNode, useState } from "react";

export interface Filter {
  /** Its name in the address. */
  name: string;
  label: string;
  /** Of a choice; without them it is text. */
  options?: readonly { value: string; label: string }[];
  placeholder?: string;
}

interface FilterBarProps {
  filters: readonly Filter[];
  /** As they are in the address. */
  values: Readonly<Record<string, string | undefined>>;
  /** Is given what changed; undefined takes a filter away. */
  onChange: (change: Record<string, string | undefined>) => void;
  /** Fields of another kind, after the others. */
  children?: ReactNode;
}

/** What a list is narrowed by. It keeps nothing itself: the page has it in its address. */
export function FilterBar({ filters, values, onChange, children }: FilterBarProps) {
  return (
    <Group role="search" align="flex-end" gap="sm" mb="md">
      {filters.map((filter) => {
        const { name, label, options } = filter;
        const value = values[name];
        const change = (to: string | null) => onChange({ [name]: to || undefined });
        if (!options) return <TextFilter key={name} {...{ filter, value, change }} />;
        return (
          <Select
            key={name}
            label={label}
            placeholder={filter.placeholder ?? "All"}
            data={options}
            value={value ?? null}
            onChange={change}
            clearable
            style={{ flex: "0 1 12rem" }}
          />
        );
      })}
      {children}
    </Group>
  );
}

const TYPING_MS = 300;

interface TextFilterProps {
  filter: Filter;
  value: string | undefined;
  change: (to: string | null) => void;
}

/** Asks when nothing was typed for a moment. */
function TextFilter({ filter, value = "", change }: TextFilterProps) {
  const [typed, setTyped] = useState({ text: value, of: value });
  const later = useDebouncedCallback(change, TYPING_MS);
  // Somebody went back: the address has it, not what was typed.
  if (typed.of !== value) setTyped({ text: value, of: value });
  return (
    <TextInput
      type="search"
      label={filter.label}
      placeholder={filter.placeholder}
      value={typed.text}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped({ text, of: value });
        later(text);
      }}
      style={{ flex: "1 1 16rem" }}
    />
  );
}
