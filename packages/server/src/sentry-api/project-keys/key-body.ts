import { z } from "zod";

const RATE_LIMIT_RULE = "Give window in seconds and count of events, both positive, or null.";
const positive = z.number(RATE_LIMIT_RULE).int(RATE_LIMIT_RULE).min(0, RATE_LIMIT_RULE);

const rateLimit = z
  .object({ window: positive.max(86_400, "A window has at most 86400 seconds."), count: positive })
  .nullish();

const name = z.string().trim().max(64, "A name has at most 64 characters.");

export const newKeyBody = z.object({ name: name.nullish(), rateLimit });

export const changedKeyBody = z.object({
  name: name.min(1, "This field may not be blank.").optional(),
  isActive: z.boolean().optional(),
  rateLimit,
});

/** As in Sentry, a limit with a zero is none. */
export function toRateLimit(
  sent: z.infer<typeof rateLimit>,
): { window: number; count: number } | undefined {
  return sent && sent.window > 0 && sent.count > 0 ? sent : undefined;
}
