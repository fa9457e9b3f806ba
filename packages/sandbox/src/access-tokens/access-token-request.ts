import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { parseBody } from "../http/parse-body.ts";

const KNOWN_PERMISSIONS = [
  "PROJECT_READ",
  "PROJECT_WRITE",
  "PROJECT_ADMIN",
  "REPO_READ",
  "REPO_WRITE",
  "REPO_ADMIN",
];

const name = z.string("A token needs a name.").trim().min(1, "A token needs a name.");

const permissions = z
  .array(
    z.string().refine((permission) => KNOWN_PERMISSIONS.includes(permission), {
      error: ({ input }) => `${String(input)} is not a permission of a token.`,
    }),
    "A token needs a list of permissions.",
  )
  .min(1, "A token needs at least one permission.")
  .transform((given) => [...new Set(given)]);

const expiryDays = z.int("expiryDays must be a number of days.").min(1).optional();

const creation = z.object({ name, permissions, expiryDays });
/** What is left out stays; the expiry cannot be changed afterwards. */
const change = z.object({ name: name.optional(), permissions: permissions.optional() });

/** @throws BitbucketError 400 naming the field */
export function readTokenCreation(request: FastifyRequest): z.infer<typeof creation> {
  return parseBody(request, creation);
}

/** @throws BitbucketError 400 naming the field */
export function readTokenChange(request: FastifyRequest): z.infer<typeof change> {
  return parseBody(request, change);
}
