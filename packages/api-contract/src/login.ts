import { z } from "zod";
import { currentUserAnswer } from "./organization.ts";

export const loginAnswer = z
  .object({ nextUri: z.string(), user: currentUserAnswer })
  .meta({ id: "Login" });

export type LoginAnswer = z.infer<typeof loginAnswer>;
