import { ALL_SCOPES } from "../src/organizations/api-token.ts";
import { storeToken } from "../src/organizations/token-store.ts";
import { type Answer, type TestApi, toAnswer } from "./start-api.ts";

/** An organization of which nobody of `acme` is, with a token that may do everything in it. */
export interface OtherOrganization {
  id: number;
  slug: string;
  call(method: string, path: string): Promise<Answer>;
}

export async function addOtherOrganization({ db, url }: TestApi): Promise<OtherOrganization> {
  const slug = "others";
  const values = { slug, name: "Others", resolveOn: "default-branch" as const, createdAt: 0 };
  const { id } = await db
    .insertInto("organizations")
    .values(values)
    .returning("id")
    .executeTakeFirstOrThrow();
  const token = "sntrys_of_others";
  await storeToken(db, { token, organizationId: id, name: "all", scopes: ALL_SCOPES });
  const headers = { authorization: `Bearer ${token}` };
  return {
    id,
    slug,
    call: async (method, path) => toAnswer(await fetch(`${url}${path}`, { method, headers })),
  };
}
