import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { keys } from "./keys.ts";
import { isFirstRunDue } from "./organization-detail.ts";

const SENTRY = { url: "https://sentry.io", organization: "acme" };
const OWNER = ["org:write"];

test.each([
  ["due for an owner without a project", OWNER, null, [], true],
  ["over with the first project", OWNER, null, [{ slug: "shop" }], false],
  ["nothing for who may not set up the organization", ["project:write"], null, [], false],
  ["nothing for one that has a Sentry already", OWNER, SENTRY, [], false],
])("the first run is %s", async (_, access, relaysTo, projects, isDue) => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(keys.organizationDetail("acme"), { access, relaysTo });
  queryClient.setQueryData(keys.projects("acme"), projects);
  expect(await isFirstRunDue(queryClient, "acme")).toBe(isDue);
});
