import type { Access } from "../http/access.ts";
import { noSuchUser, notAuthorised } from "../http/bitbucket-error.ts";
import { isAdministrator } from "../http/permissions.ts";
import type { State } from "../state/state.ts";
import type { FindOwner } from "./access-token-routes.ts";

/**
 * Lets users manage their own tokens, administrators everybody's, and administrators of a project or
 * repository those of it. Nobody can manage tokens with a token.
 */
export function ownerFinder(state: State, access: Access): FindOwner {
  return (request, addressed) => {
    if (request.caller.token) throw notAuthorised();
    if (addressed.type === "project")
      return { type: "project", projectKey: access.project(request, 3).key };
    if (addressed.type === "repository") {
      const { project, repository } = access.repository(request, "REPO_ADMIN");
      return { type: "repository", projectKey: project.key, slug: repository.slug };
    }
    const user = state.users.find(({ slug }) => slug === addressed.username);
    if (!user) throw noSuchUser(addressed.username);
    const isOwn = request.caller.user?.id === user.id;
    if (!isOwn && !isAdministrator(request.caller)) throw notAuthorised();
    return { type: "user", username: user.name };
  };
}
