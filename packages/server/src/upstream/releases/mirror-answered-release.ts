import { z } from "zod";
import type { Database } from "../../db/database.ts";
import type { Release } from "../../releases/release-store.ts";
import { mirrorRelease } from "./mirrored-release-store.ts";
import { upstreamProjectSchema } from "../client/upstream-project.ts";

/** What the upstream says of the release that was made or changed. */
const answeredSchema = z.object({
  version: z.string(),
  dateCreated: z.iso.datetime({ offset: true }),
  dateReleased: z.iso.datetime({ offset: true }).nullish(),
  projects: z.array(upstreamProjectSchema).default([]),
});

/** What a caller has made of a release at the upstream. */
export interface AnsweredCall {
  /** The upstream's, in JSON. */
  answer: string;
  /** The one that the caller named. */
  version: string;
}

/**
 * Mirrors the release that the upstream has just let a caller make or change.
 * @returns undefined when the upstream answers with another release
 */
export async function mirrorAnsweredRelease(
  trx: Database,
  organizationId: number,
  { answer, version }: AnsweredCall,
): Promise<Release | undefined> {
  const told = answeredSchema.parse(JSON.parse(answer));
  if (told.version !== version) return undefined;
  return mirrorRelease(trx, organizationId, {
    version,
    createdAt: Date.parse(told.dateCreated),
    dateReleased: told.dateReleased ? Date.parse(told.dateReleased) : null,
    projects: told.projects,
  });
}
