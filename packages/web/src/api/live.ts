/**
 * How often what changes by itself is asked for while its page is visible: with what a push takes to be
 * processed, it is shown within a second. Milliseconds.
 */
export const LIVE_MS = 500;
