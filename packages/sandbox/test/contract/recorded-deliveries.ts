import { at } from "../json.ts";
import type { Recording } from "./recordings.ts";
import type { Delivery } from "./webhook-receiver.ts";

/** Recorded deliveries that have no equivalent here, by event or by file, with the reason. */
const UNSENT: Record<string, string> = {
  "mirror:repo_synchronized": "the sandbox has no mirrors",
  "mirrors_synchronized_body.json": "sent by a mirror; its event key was edited",
  "emptyPayload.json": "a push to the sandbox always moves a ref",
  "pr:declined": "pull requests of the sandbox can only be merged",
  "pr:deleted": "pull requests of the sandbox can only be merged",
  "pr:modified": "pull requests of the sandbox can only be merged",
  "pr:from_ref_updated": "a push to the source branch is told as repo:refs_changed only",
};

/** False for a recording of an event that the sandbox never sends. */
export function isSent({ file, about }: Recording): boolean {
  return !Object.keys(UNSENT).some((name) => name === about || file.endsWith(name));
}

/** The delivery of the same event with the same kind of change. */
export function deliveryLike({ file, about, body }: Recording, deliveries: Delivery[]): Delivery {
  const wanted = kindOf(about, body);
  const found = deliveries.find((delivery) => kindOf(delivery.eventKey, delivery.body) === wanted);
  if (found === undefined) throw new Error(`${file} (${wanted}): send it or say why not`);
  return found;
}

function kindOf(eventKey: string, body: unknown): string {
  const change = at(body, "changes.0");
  const commit = at(body, "toCommit.id");
  const isAnnotated = commit !== undefined && commit !== at(change, "toHash");
  return [eventKey, at(change, "type"), at(change, "ref.type"), isAnnotated ? "annotated" : ""]
    .filter(Boolean)
    .join(" ");
}
