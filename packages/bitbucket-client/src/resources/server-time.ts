import type { RestApi } from "../http/rest-api.ts";

/** By the `Date` header of an answer that anyone gets. A cache on the way would give an older one. */
export async function getServerTime(api: RestApi): Promise<number | undefined> {
  const answer = await api.send("GET", api.path.applicationProperties());
  const time = Date.parse(answer.header("date") ?? "");
  return Number.isNaN(time) ? undefined : time;
}
