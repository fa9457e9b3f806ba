import { RELAYED_STATES } from "@sentry-bitbucket-server/api-contract/upstream";
import { z } from "zod";
import { pageQuery } from "../page.ts";

/** A page of what is relayed, of one state alone if that is asked for. */
export const relayedQuery = z.object({
  ...pageQuery,
  state: z.enum(RELAYED_STATES, `state must be one of ${RELAYED_STATES.join(", ")}.`).optional(),
});
