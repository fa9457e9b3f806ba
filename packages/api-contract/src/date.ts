import { z } from "zod";

/** `2026-11-22T12:00:00.000Z` */
export const date = z.iso.datetime();

/** Null where it did not happen. */
export const dateOrNull = date.nullable();
