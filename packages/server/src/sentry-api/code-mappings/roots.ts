import { z } from "zod";

const root = (field: string) => z.string().max(500, `${field} has at most 500 characters.`);

/** What a code mapping is about, wherever one is asked for. */
export const rootsShape = { stackRoot: root("stackRoot"), sourceRoot: root("sourceRoot") };

export const defaultBranch = z.string().min(1, "Name the default branch.").max(255);

/** Why a text cannot be a root of a code mapping, as a sentence; Sentry has the same rule. */
export function rootProblem(field: keyof typeof rootsShape, text: string): string | undefined {
  return /[\s"']/.test(text) ? `${field} must not contain spaces or quotes.` : undefined;
}
