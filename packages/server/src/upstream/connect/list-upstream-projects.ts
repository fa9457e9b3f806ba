import { z } from "zod";
import type { SentryClient } from "../client/sentry-client.ts";
import { UpstreamError } from "../client/upstream-error.ts";
import { type UpstreamProject, upstreamProjectSchema } from "../client/upstream-project.ts";

/** All projects of the organization; none when the token may not list them. */
export async function listUpstreamProjects(client: SentryClient): Promise<UpstreamProject[]> {
  const projects: UpstreamProject[] = [];
  try {
    const path = client.pathOf("projects/");
    for await (const project of client.list(path, z.array(upstreamProjectSchema))) {
      projects.push(project);
    }
  } catch (error) {
    const isRefused = error instanceof UpstreamError && error.code === "upstream_permission";
    if (!isRefused) throw error;
  }
  return projects;
}
