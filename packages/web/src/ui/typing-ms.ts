/** How long after the last letter a search is asked for. */
export const TYPING_MS = 300;
