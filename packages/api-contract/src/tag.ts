import { z } from "zod";
import { date } from "./date.ts";

const tagValueAnswer = z
  .object({
    key: z.string(),
    name: z.string(),
    value: z.string(),
    count: z.number().int(),
    firstSeen: date,
    lastSeen: date,
  })
  .meta({ id: "TagValue" });

export type TagValueAnswer = z.infer<typeof tagValueAnswer>;

/** Of a key with very many values, those that came first are counted. */
const tagKeyAnswer = z
  .object({
    key: z.string(),
    name: z.string(),
    uniqueValues: z.number().int(),
    totalValues: z.number().int().meta({ description: "How many events have one of the values." }),
    topValues: z.array(tagValueAnswer),
  })
  .meta({ id: "TagKey" });

export type TagKeyAnswer = z.infer<typeof tagKeyAnswer>;

/** Both addresses of an issue's tags answer alike. */
export function tagAnswers(suffix: string) {
  return {
    [`listIssueTags${suffix}`]: { 200: z.array(tagKeyAnswer) },
    [`getIssueTag${suffix}`]: { 200: tagKeyAnswer },
    [`listIssueTagValues${suffix}`]: { 200: z.array(tagValueAnswer) },
  };
}
