import { z } from "zod";
import { isStorableText } from "../db/is-storable-text.ts";

/** Text of a body that is looked up later as it was sent. */
export const storableText = z.string().refine(isStorableText, {
  error: "Text must not contain NUL, or half of a surrogate pair.",
  abort: true,
});
