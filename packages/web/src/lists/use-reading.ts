import { type FocusEvent, type PointerEvent, useEffect, useState } from "react";

/**
 * Whether the mouse or the keyboard is in a list: then rows must not move away under them.
 * @returns that, and the properties of the element round the rows
 */
export function useReading() {
  const [isPointed, setPointed] = useState(false);
  const [focused, setFocused] = useState<Element>();
  // What is taken out of the page loses the focus without a word.
  useEffect(() => {
    if (focused && document.activeElement !== focused) setFocused(undefined);
  });
  // A finger leaves no trace of where it was: what it touched would be held for ever.
  const point = (isIn: boolean) => (event: PointerEvent) => {
    if (event.pointerType === "mouse") setPointed(isIn);
  };
  const handlers = {
    onPointerEnter: point(true),
    onPointerLeave: point(false),
    onFocus: ({ target }: FocusEvent) => setFocused(target),
    onBlur: () => setFocused(undefined),
  };
  return { isReading: isPointed || focused !== undefined, handlers };
}
