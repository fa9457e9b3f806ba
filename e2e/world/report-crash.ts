import { randomUUID } from "node:crypto";
import type { Clients } from "./start-world.ts";

/** Makes a project. @returns its DSN */
export async function createProject(
  world: Pick<Clients, "service">,
  slug: string,
  name = slug,
): Promise<string> {
  await world.service.call("POST", "/organizations/acme/projects/", { name, slug });
  const [key] = await world.service.call<{ dsn: { public: string } }[]>(
    "GET",
    `/projects/acme/${slug}/keys/`,
  );
  if (!key) throw new Error(`The project ${slug} has no key`);
  return key.dsn.public;
}

export interface Crash {
  /** Events with the same one become one issue. */
  fingerprint: string;
  release?: string;
  /** `crash` and the fingerprint, when not said. */
  message?: string;
  /** `Error`, when not said. */
  type?: string;
  user?: { id: string; email: string };
}

/** Reports an error event as an SDK does. The issue is there when this returns. */
export async function reportCrash(dsn: string, crash: Crash): Promise<void> {
  const { origin, username, pathname } = new URL(dsn);
  const eventId = randomUUID().replaceAll("-", "");
  const event = {
    event_id: eventId,
    timestamp: Date.now() / 1000,
    platform: "node",
    level: "error",
    release: crash.release,
    fingerprint: [crash.fingerprint],
    user: crash.user,
    exception: {
      values: [
        { type: crash.type ?? "Error", value: crash.message ?? `crash ${crash.fingerprint}` },
      ],
    },
  };
  const lines = [{ event_id: eventId, sent_at: new Date() }, { type: "event" }, event];
  const response = await fetch(
    `${origin}/api${pathname}/envelope/?sentry_key=${username}&sentry_version=7`,
    { method: "POST", body: lines.map((line) => JSON.stringify(line)).join("\n") },
  );
  if (!response.ok) throw new Error(`Ingest answered ${response.status}: ${await response.text()}`);
}
