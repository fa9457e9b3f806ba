import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { TYPING_MS } from "./typing-ms.ts";

/**
 * What is searched for in a field that things are chosen in, once nothing was typed for a moment.
 * @param chosen as it stands in the field: that is no search
 */
export function useTypedSearch(chosen = "") {
  const [typed, setTyped] = useState(chosen);
  const [text] = useDebouncedValue(typed.trim(), TYPING_MS);
  return { query: text === chosen ? "" : text, typed, setTyped };
}
