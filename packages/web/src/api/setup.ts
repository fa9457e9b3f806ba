import type { SetupAnswer } from "@sentry-bitbucket-server/api-contract/setup";
import { queryOptions } from "@tanstack/react-query";
import { callApi } from "./client.ts";
import { keys } from "./keys.ts";

/** Whether the owner has yet to come with the password that the first start printed. */
export const setupQuery = queryOptions({
  queryKey: keys.setup,
  queryFn: ({ signal }) => callApi<SetupAnswer>("GET", "/setup/", { signal }),
});
