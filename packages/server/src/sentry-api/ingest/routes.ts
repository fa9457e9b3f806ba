import type { Database } from "../../db/database.ts";
import type { Enqueue } from "../../jobs/types.ts";
import type { Api } from "../api.ts";
import { describeRoutes } from "../operations/require-scope.ts";
import { answerPreflight } from "./answer-preflight.ts";
import { Intake } from "./intake.ts";
import { allowAnyOrigin, receiveRawBodies } from "./raw-body.ts";
import { storeEnvelope } from "./store-envelope.ts";
import { storeLegacyEvent } from "./store-legacy-event.ts";

/** Where SDKs report to. Needs a scope of its own: bodies are raw here, and a DSN stands for a token. */
export function ingestRoutes(scope: Api, deps: { db: Database; enqueue: Enqueue }): void {
  describeRoutes(scope);
  receiveRawBodies(scope);
  scope.addHook("onRequest", allowAnyOrigin);
  scope.decorateRequest("reportingKey", undefined);
  answerPreflight(scope);
  const intake = new Intake(deps);
  storeEnvelope(scope, intake);
  storeLegacyEvent(scope, intake);
}
