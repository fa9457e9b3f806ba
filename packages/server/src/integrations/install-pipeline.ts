import type { Database } from "../db/database.ts";
import type { WakeLanes } from "../jobs/types.ts";
import { hashToken } from "../organizations/api-token.ts";
import { storeInstalled } from "./install-store.ts";
import type { StoredIntegration } from "./integration-store.ts";
import {
  endPipeline,
  findPipeline,
  type Pipeline,
  type PipelineOwner,
  returnPipeline,
  savePipeline,
  takePipeline,
  takePipelineByRequestToken,
} from "./pipeline-store.ts";
import type { ProviderRegistry } from "./registry.ts";
import type { SecretBox } from "./secret-box.ts";
import { contextOf, stepOf, type StepView, toStepView } from "./step-view.ts";
import type { IntegrationProvider } from "./integration-provider.ts";

/** A pipeline that was begun and left does not wait for ever: its request token is long dead. */
const LIFETIME_MS = 60 * 60_000;
/** A step takes no longer; what is worked on for longer was left by a process that ended. */
const STEP_MS = 2 * 60_000;

/** What came of an input to a pipeline. */
export type InstallResult =
  | { kind: "none" }
  | { kind: "expired" }
  | { kind: "advance" | "stay"; view: StepView }
  | { kind: "complete"; integration: StoredIntegration }
  | { kind: "invalid"; fields: Record<string, string[]> }
  | { kind: "failed"; code: string; reason: string };

export interface InstallPipelineDeps {
  db: Database;
  registry: ProviderRegistry;
  secretBox: SecretBox;
  publicUrl: string;
  wakeLanes: WakeLanes;
}

/** Whose pipeline it was, and of which integration, if one is approved again. */
type Finished = Pick<Pipeline, "organizationId" | "integrationId">;

/** What a client sent to a step, and from where. */
interface Given {
  input: unknown;
  address: string;
}

/**
 * Leads a user through the steps of installing an integration. The state between them is stored
 * encrypted. A step's input is worked on by one request at a time; nothing else is stored before the
 * last step has succeeded.
 */
export class InstallPipeline {
  readonly #deps: InstallPipelineDeps;

  constructor(deps: InstallPipelineDeps) {
    this.#deps = deps;
  }

  /** @param sessionId the session that asks; null when it is a token */
  async start(
    owner: PipelineOwner,
    provider: IntegrationProvider,
    sessionId: number | null,
  ): Promise<StepView> {
    const step = provider.installSteps[0]?.name ?? "";
    const requestTokenHash = null;
    const begun = { ...owner, provider: provider.key, step, requestTokenHash, sessionId };
    const pipeline = { ...begun, integrationId: null, state: {}, createdAt: Date.now() };
    await savePipeline(this.#deps.db, this.#deps.secretBox, pipeline);
    return toStepView(this.#deps, pipeline);
  }

  /** The step that waits for input; `busy` while a request works on it. */
  async current(owner: PipelineOwner): Promise<StepView | "busy" | undefined> {
    const pipeline = await findPipeline(this.#deps.db, this.#deps.secretBox, owner);
    if (!pipeline || isExpired(pipeline)) return undefined;
    if (pipeline.takenAt === null) return toStepView(this.#deps, pipeline);
    return pipeline.takenAt < Date.now() - STEP_MS ? undefined : "busy";
  }

  /** @param caller `address`: where the request comes from */
  async advance(
    caller: PipelineOwner & { sessionId: number | null; address: string },
    input: unknown,
  ): Promise<InstallResult> {
    const { db, secretBox } = this.#deps;
    const pipeline = await takePipeline(db, secretBox, caller);
    return this.#advance(pipeline, { input, address: caller.address });
  }

  /** The browser has come back from the host. `pipeline`: whose it was and for what, if there was one. */
  async finish(
    browser: { requestToken: string; sessionId: number | null; address: string },
    input: unknown,
  ): Promise<{ result: InstallResult; pipeline: Finished | undefined }> {
    const { db, secretBox } = this.#deps;
    const pipeline = await takePipelineByRequestToken(db, secretBox, browser);
    const result = await this.#advance(pipeline, { input, address: browser.address });
    return { result, pipeline };
  }

  async #advance(pipeline: Pipeline | undefined, given: Given): Promise<InstallResult> {
    if (!pipeline) return { kind: "none" };
    if (isExpired(pipeline)) {
      await this.#end(pipeline);
      return { kind: "expired" };
    }
    try {
      return await this.#takeInput(pipeline, given);
    } catch (error) {
      await this.#putBack(pipeline);
      throw error;
    }
  }

  async #takeInput(pipeline: Pipeline, given: Given): Promise<InstallResult> {
    const { provider, step } = stepOf(this.#deps, pipeline);
    const outcome = await step.advance(given.input, contextOf(this.#deps, pipeline));
    switch (outcome.kind) {
      case "invalid":
        await this.#putBack(pipeline);
        return outcome;
      case "failed":
        if (!outcome.over) await this.#putBack(pipeline);
        else if (outcome.again === undefined) await this.#end(pipeline);
        else await this.#putBack(this.#first(pipeline, provider, outcome.again));
        return { kind: "failed", code: outcome.code, reason: outcome.reason };
      case "back":
        return this.#takeInput(this.#first(pipeline, provider, outcome.state), given);
      case "stay":
        return { kind: "stay", view: await this.#keep({ ...pipeline, state: outcome.state }) };
      case "advance": {
        const next = provider.installSteps[provider.installSteps.indexOf(step) + 1] ?? step;
        const token = outcome.requestToken;
        const requestTokenHash = token === undefined ? null : hashToken(token);
        const moved = { ...pipeline, step: next.name, state: outcome.state, requestTokenHash };
        return { kind: "advance", view: await this.#keep(moved) };
      }
      case "complete": {
        const { connection } = outcome;
        const { address } = given;
        const installed = { ...pipeline, connection, address };
        const integration = await storeInstalled(this.#deps, installed);
        await this.#end(pipeline);
        return integration ? { kind: "complete", integration } : MAY_NOT_INSTALL;
      }
    }
  }

  #first(pipeline: Pipeline, provider: IntegrationProvider, state: unknown): Pipeline {
    const step = provider.installSteps[0]?.name ?? "";
    return { ...pipeline, integrationId: null, step, state, requestTokenHash: null };
  }

  async #keep(pipeline: Pipeline): Promise<StepView> {
    await savePipeline(this.#deps.db, this.#deps.secretBox, pipeline);
    return toStepView(this.#deps, pipeline);
  }

  async #putBack(pipeline: Pipeline): Promise<void> {
    await returnPipeline(this.#deps.db, this.#deps.secretBox, pipeline);
  }

  async #end(pipeline: Pipeline): Promise<void> {
    await endPipeline(this.#deps.db, pipeline);
  }
}

const MAY_NOT_INSTALL: InstallResult = {
  kind: "failed",
  code: "may_not_install",
  reason: "Who began this may not install integrations any more. Ask an owner of the organization.",
};

function isExpired({ createdAt }: Pipeline): boolean {
  return createdAt < Date.now() - LIFETIME_MS;
}
