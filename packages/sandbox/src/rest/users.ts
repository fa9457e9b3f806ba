import type { FastifyInstance } from "fastify";
import type { Access } from "../http/access.ts";
import { noSuchUser } from "../http/bitbucket-error.ts";
import { type Paging, rowsOf } from "../http/paging.ts";
import { queryValue } from "../http/query.ts";
import type { Instance } from "../instance.ts";
import { toUser } from "../wire/to-user.ts";

/** `/users`: whom a logged-in user can look up. */
export function registerUsers(
  app: FastifyInstance,
  { state, links }: Instance,
  access: Access,
  paging: Paging,
): void {
  app.get("/users", async (request) => {
    access.user(request);
    const filter = queryValue(request, "filter")?.toLowerCase() ?? "";
    const rows = state.users.filter(
      ({ type, name, displayName, emailAddress }) =>
        type === "NORMAL" &&
        [name, displayName, emailAddress].some((text) => text.toLowerCase().includes(filter)),
    );
    return paging.page(request, rowsOf(rows.map((user) => toUser(user, links))));
  });

  app.get<{ Params: { userSlug: string } }>("/users/:userSlug", async (request) => {
    access.user(request);
    const { userSlug } = request.params;
    const user = state.users.find(({ slug }) => slug === userSlug.toLowerCase());
    if (!user) throw noSuchUser(userSlug);
    return toUser(user, links);
  });
}
