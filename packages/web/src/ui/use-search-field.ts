import { useDebouncedCallback } from "@mantine/hooks";
import { useRef, useState } from "react";
import { TYPING_MS } from "./typing-ms.ts";

/**
 * What is typed into a search, of which the address is told when nothing was typed for a moment.
 * @param value in the address
 * @param change `replace`: it stands in place of what was typed before it, so that going back does not
 *   lead from letter to letter; a search begins anew when the field was left
 * @returns the properties of the field
 */
export function useSearchField(
  value: string,
  change: (text: string, options: { replace: boolean }) => void,
) {
  const [typed, setTyped] = useState({ text: value, of: value });
  const told = useRef<string>(undefined);
  const later = useDebouncedCallback((text: string) => {
    change(text, { replace: told.current === value });
    told.current = text;
  }, TYPING_MS);
  // Somebody went back: the address has it, not what was typed.
  if (typed.of !== value) setTyped({ text: value, of: value });
  return {
    value: typed.text,
    onChange({ currentTarget: { value: text } }: { currentTarget: { value: string } }) {
      setTyped({ text, of: value });
      later(text);
    },
    onBlur() {
      told.current = undefined;
    },
  };
}
