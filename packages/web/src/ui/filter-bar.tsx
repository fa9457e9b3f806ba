import { Group, Select, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useSearchField } from "./use-search-field.ts";

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
  /**
   * Is given what changed; undefined takes a filter away. `replace`: in place of the entry in the history
   * that it goes on from.
   */
  onChange: (change: Record<string, string | undefined>, options?: { replace: boolean }) => void;
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
        const change = (to: string | null, how?: { replace: boolean }) =>
          onChange({ [name]: to || undefined }, how);
        if (!options) return <TextFilter key={name} {...{ filter, value, change }} />;
        return (
          <Select
            key={name}
            label={label}
            placeholder={filter.placeholder ?? "All"}
            data={options}
            value={value ?? null}
            onChange={(to) => change(to)}
            clearable
            style={{ flex: "0 1 12rem" }}
          />
        );
      })}
      {children}
    </Group>
  );
}

interface TextFilterProps {
  filter: Filter;
  value: string | undefined;
  change: (to: string, options: { replace: boolean }) => void;
}

function TextFilter({ filter, value = "", change }: TextFilterProps) {
  return (
    <TextInput
      type="search"
      label={filter.label}
      placeholder={filter.placeholder}
      {...useSearchField(value, change)}
      style={{ flex: "1 1 16rem" }}
    />
  );
}
