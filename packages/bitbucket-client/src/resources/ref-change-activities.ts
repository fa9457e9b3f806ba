import { z } from "zod";
import { dateSchema } from "../http/parse-date.ts";
import type { RestApi } from "../http/rest-api.ts";
import type { RefChangeActivity } from "../types.ts";

export interface RefChangeFilter {
  /** Full ref name, `refs/heads/main`. */
  ref?: string;
}

const refChangeActivitySchema = z
  .object({
    id: z.number(),
    createdDate: dateSchema,
    refChange: z.object({
      ref: z.object({ type: z.enum(["BRANCH", "TAG"]) }),
      refId: z.string(),
      fromHash: z.string(),
      toHash: z.string(),
      type: z.enum(["ADD", "UPDATE", "DELETE"]),
    }),
  })
  .transform(toRefChangeActivity);

/** Bitbucket's log of pushes, in the order it is served: newest first. Needs `REPO_ADMIN`. */
export function getRefChangeActivities(
  api: RestApi,
  projectKey: string,
  slug: string,
  { ref }: RefChangeFilter = {},
): AsyncGenerator<RefChangeActivity, void, undefined> {
  const url = api.path.refChangeActivities(projectKey, slug);
  // Small pages: a reader stops at the first push it knows.
  return api.pages(url, refChangeActivitySchema, { ref, limit: 25 });
}

function toRefChangeActivity(wire: {
  id: number;
  createdDate: number;
  refChange: Omit<RefChangeActivity, "id" | "createdDate" | "refType"> & {
    ref: { type: RefChangeActivity["refType"] };
  };
}): RefChangeActivity {
  const { ref, refId, fromHash, toHash, type } = wire.refChange;
  const { id, createdDate } = wire;
  return { id, createdDate, refId, refType: ref.type, fromHash, toHash, type };
}
