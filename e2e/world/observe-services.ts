import { subscribe } from "node:diagnostics_channel";
import { observeAnswers } from "@sentry-bitbucket-server/server/test/observe-answers";
import { observeRequests } from "@sentry-bitbucket-server/server/test/observe-requests";

/**
 * Whatever a service in this process answers, and to whomever, is held against Sentry's document and
 * ours; and what it is asked as the upstream of another one. Fastify tells of each server that is made, so that the service needs no door for it.
 */
const observed: { finish(): void }[] = [];

subscribe("fastify.initialization", (message) => {
  const { fastify } = message as { fastify: Parameters<typeof observeAnswers>[0] };
  observed.push(observeAnswers(fastify), observeRequests(fastify));
});

/** @throws Error when a service that was started since the last call has answered otherwise, or was asked otherwise */
export function checkObserved(): void {
  for (const one of observed.splice(0)) one.finish();
}
