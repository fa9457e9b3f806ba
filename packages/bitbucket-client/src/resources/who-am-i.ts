import type { RestApi } from "../http/rest-api.ts";
import { withQuery } from "../http/with-query.ts";

/**
 * Bitbucket has no endpoint for it, but names the user in a header of every authenticated answer.
 * Repositories are asked for because that answer, unlike the application's properties, is refused
 * to unknown callers of a closed instance.
 */
export async function whoAmI(api: RestApi): Promise<string | undefined> {
  const answer = await api.send("GET", withQuery(api.path.repos(), { limit: 1 }));
  const name = answer.header("x-ausername");
  return name === undefined || name === "" ? undefined : decode(name);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // That the header is URL-encoded is not documented; a name with a bare `%` is taken as it is.
    return name;
  }
}
