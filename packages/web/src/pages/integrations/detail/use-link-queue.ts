import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { keys } from "../../../api/keys.ts";
import { callLink, type IntegrationKey } from "../../../api/linked-repositories.ts";
import { LinkQueue } from "./link-queue.ts";

/** One for each integration that something was linked of, for as long as the application is open. */
const queues = new Map<string, LinkQueue>();

/** What is being linked of an integration, and the queue that does it. */
export function useLinkQueue(key: IntegrationKey) {
  const queue = queueOf(key, useQueryClient());
  const tasks = useSyncExternalStore(queue.subscribe, queue.read);
  return { tasks, queue };
}

function queueOf(key: IntegrationKey, queryClient: QueryClient): LinkQueue {
  const { organization, integration } = key;
  const name = `${organization}/${integration}`;
  const known = queues.get(name);
  if (known) return known;
  const made = new LinkQueue(async (identifier) => {
    await callLink(key, identifier);
    const choices = keys.repositoryChoices(organization, integration);
    await queryClient.invalidateQueries({ queryKey: choices });
  });
  queues.set(name, made);
  return made;
}
