import type { SetupAnswer } from "@sentry-bitbucket-server/api-contract/setup";
import { isOwnerPending } from "../../accounts/user-store.ts";
import type { Database } from "../../db/database.ts";
import type { Api } from "../api.ts";

/** `GET /api/0/setup/`: for who has no account yet, so it tells nothing but where to begin. */
export function getSetup(app: Api, { db }: { db: Database }): void {
  app.get(
    "/api/0/setup/",
    async (): Promise<SetupAnswer> => ({ isOwnerPending: await isOwnerPending(db) }),
  );
}
