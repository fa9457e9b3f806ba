import { z } from "zod";
import type { UpstreamProject } from "./mirrored-project-store.ts";
import type { SentryClient } from "./sentry-client.ts";
import { UpstreamError } from "./upstream-error.ts";

const projectsSchema = z.array(
  z.object({ slug: z.string(), name: z.string(), platform: z.string().nullish() }),
);

/** All projects of the organization; none when the token may not list them. */
export async function listUpstreamProjects(client: SentryClient): Promise<UpstreamProject[]> {
  const projects: UpstreamProject[] = [];
  try {
    const path = client.pathOf("projects/");
    for await (const { slug, name, platform } of client.list(path, projectsSchema)) {
      projects.push({ slug, name, platform: platform ?? null });
    }
  } catch (error) {
    const isRefused = error instanceof UpstreamError && error.code === "upstream_permission";
    if (!isRefused) throw error;
  }
  return projects;
}
