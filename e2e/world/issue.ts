import type { Clients } from "./start-world.ts";

/** An issue, as far as the story looks at it. */
export interface Issue {
  id: string;
  shortId: string;
  title: string;
  culprit: string;
  status: string;
  substatus: string | null;
  count: string;
  statusDetails: { inCommit?: { commit: string }; inRelease?: string };
  references: { commit: string }[];
  activity: { type: string; data: Record<string, unknown> }[];
}

/** @returns undefined while there is no such issue */
export async function findIssue(
  world: Pick<Clients, "service">,
  shortId: string,
): Promise<Issue | undefined> {
  try {
    return await world.service.call<Issue>("GET", `/organizations/acme/issues/${shortId}/`);
  } catch (error) {
    if (error instanceof Error && error.message.includes("answered 404")) return undefined;
    throw error;
  }
}

/** @throws Error when there is no such issue */
export async function getIssue(world: Pick<Clients, "service">, shortId: string): Promise<Issue> {
  const issue = await findIssue(world, shortId);
  if (!issue) throw new Error(`There is no issue ${shortId}`);
  return issue;
}
