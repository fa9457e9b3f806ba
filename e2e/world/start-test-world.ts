import "./observe-services.ts";
import { startWorld, type World } from "./start-world.ts";

/** The two servers for a test file, whose answers are checked besides; see `observe-services.ts`. */
export function startTestWorld(environment: Record<string, string> = {}): Promise<World> {
  return startWorld({ bitbucketPort: 0, servicePort: 0, environment });
}
