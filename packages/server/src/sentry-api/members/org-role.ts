import { z } from "zod";
import { ROLES } from "../../accounts/role-scopes.ts";

/** A role as Sentry's bodies name it. */
export const orgRole = z.enum(ROLES, `orgRole is one of ${ROLES.join(", ")}.`);
