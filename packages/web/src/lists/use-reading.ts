import { type PointerEvent, useState } from "react";

/**
 * Whether the mouse or the keyboard is in a list: then rows must not move away under them.
 * @returns that, and the properties of the element round the list
 */
export function useReading() {
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  // A finger leaves no trace of where it was: what it touched would be held for ever.
  const point = (isIn: boolean) => (event: PointerEvent) => {
    if (event.pointerType === "mouse") setPointed(isIn);
  };
  const handlers = {
    onPointerEnter: point(true),
    onPointerLeave: point(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  };
  return { isReading: isPointed || isFocused, handlers };
}
