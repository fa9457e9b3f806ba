import type { Api } from "../api.ts";
import type { ShowReleaseDeps } from "../releases/show-release.ts";
import { findEventId } from "./find-event-id.ts";
import { getEventOfProject } from "./get-project-event.ts";
import { listEventsOfProject } from "./list-project-events.ts";

/** Events by themselves; those of one issue are found below the issue. */
export function eventRoutes(app: Api, deps: ShowReleaseDeps): void {
  listEventsOfProject(app, deps);
  getEventOfProject(app, deps);
  findEventId(app, deps);
}
