import { Gauge, type Registry } from "prom-client";
import type { Database } from "../db/database.ts";
import { metricOptions } from "./metric-options.ts";
import { countRelayed, findOldestPending } from "../upstream/relay/relayed-state-store.ts";
import {
  countHooks,
  countIntegrations,
  countSetAside,
  countUpstreams,
  readBacklog,
} from "./state-store.ts";

/**
 * Gauges of what is in the database: all replicas tell the same.
 * @returns brings them up to date
 */
export function createStateMetrics(registry: Registry, db: Database): () => Promise<void> {
  const gauge = <Label extends string>(name: string, help: string, labels?: readonly Label[]) =>
    new Gauge(metricOptions(registry, name, help, labels));
  const jobs = gauge("jobs_waiting", "Jobs that are to be done, those under way included.");
  const lanes = gauge("lanes_waiting", "Lanes that have such jobs.");
  const deepest = gauge("lane_depth_max", "Such jobs of the lane that has most.");
  const oldest = gauge(
    "job_oldest_waiting_seconds",
    "Age of the oldest such job whose integration is not paused.",
  );
  const setAside = gauge("jobs_set_aside", "Jobs that were given up and wait for a person.");
  const hooks = gauge("repositories", "Linked repositories, by the state of their webhook.", [
    "hook_state",
  ]);
  const integrations = gauge("integrations", "Integrations, by whether Bitbucket lets them in.", [
    "status",
  ]);
  const upstreams = gauge("upstreams", "Upstreams, by whether they let us in.", ["status"]);

  const releases = gauge("relayed_releases", "Releases for upstreams, by state.", ["state"]);
  const issues = gauge("relayed_issues", "Issues that commits resolve at upstreams, by state.", [
    "state",
  ]);
  const pending = gauge("relay_oldest_pending_seconds", "Age of what has been under way longest.", [
    "what",
  ]);
  const relayed = { release: releases, issue: issues };

  return async () => {
    const backlog = await readBacklog(db);
    jobs.set(backlog.jobs);
    lanes.set(backlog.lanes);
    deepest.set(backlog.deepest);
    oldest.set(ageOf(backlog.since));
    setAside.set(await countSetAside(db));
    hooks.reset();
    for (const { hookState, repositories } of await countHooks(db)) {
      hooks.set({ hook_state: hookState }, repositories);
    }
    const { all, paused } = await countIntegrations(db);
    integrations.set({ status: "active" }, all - paused);
    integrations.set({ status: "paused" }, paused);
    const relaying = await countUpstreams(db);
    upstreams.set({ status: "active" }, relaying.all - relaying.paused);
    upstreams.set({ status: "paused" }, relaying.paused);
    for (const what of ["release", "issue"] as const) {
      relayed[what].reset();
      for (const { state, count } of await countRelayed(db, what)) {
        relayed[what].set({ state }, count);
      }
      pending.set({ what }, ageOf(await findOldestPending(db, what)));
    }
  };
}

/** In seconds; of nothing, 0. */
function ageOf(since: number | null): number {
  return since === null ? 0 : Math.max(0, Date.now() - since) / 1_000;
}
