import type { TokenGrant } from "../access-tokens/access-tokens.ts";
import type { User } from "../state/entities.ts";

/** Who makes a request. Neither user nor token: anonymous. */
export interface Caller {
  user?: User;
  /** Narrows what the user may do, or, for a token of a project or repository, stands in for a user. */
  token?: TokenGrant;
}

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
  }
}
