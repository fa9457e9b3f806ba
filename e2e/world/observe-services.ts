import { subscribe } from "node:diagnostics_channel";
import {
  type Observed,
  observeAnswers,
} from "@sentry-bitbucket-server/server/test/observe-answers";
import { afterAll } from "vitest";

/**
 * Imported for its effect: whatever a service of this test file answers, and to whomever, is held
 * against Sentry's document and ours. Fastify tells of each server that is made in this process, so
 * that the service needs no door for it.
 */
const observed: Observed[] = [];

subscribe("fastify.initialization", (message) => {
  const { fastify } = message as { fastify: Parameters<typeof observeAnswers>[0] };
  observed.push(observeAnswers(fastify));
});

afterAll(() => {
  for (const one of observed) one.finish();
});
