import { subscribe } from "node:diagnostics_channel";
import {
  type Observed,
  observeAnswers,
} from "@sentry-bitbucket-server/server/test/observe-answers";

/**
 * Whatever a service in this process answers, and to whomever, is held against Sentry's document and
 * ours. Fastify tells of each server that is made, so that the service needs no door for it.
 */
const observed: Observed[] = [];

subscribe("fastify.initialization", (message) => {
  const { fastify } = message as { fastify: Parameters<typeof observeAnswers>[0] };
  observed.push(observeAnswers(fastify));
});

/** @throws Error when a service that was started since the last call has answered otherwise */
export function checkObserved(): void {
  for (const one of observed.splice(0)) one.finish();
}
