import { z } from "zod";
import { authorAnswer, commitAnswer } from "./commit.ts";

export const committersAnswer = z
  .object({
    committers: z.array(
      z.object({
        author: authorAnswer,
        commits: z.array(commitAnswer),
        group_owner_id: z.null(),
      }),
    ),
  })
  .meta({ id: "Committers" });

export type CommittersAnswer = z.infer<typeof committersAnswer>;
