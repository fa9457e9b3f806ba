import type { InstallContext, InstallStep } from "./install-step.ts";
import type { IntegrationProvider } from "./integration-provider.ts";
import type { Pipeline } from "./pipeline-store.ts";
import type { ProviderRegistry } from "./registry.ts";

/** The step of a pipeline that waits for input, as clients are shown it: without secrets. */
export interface StepView {
  provider: string;
  step: string;
  stepIndex: number;
  totalSteps: number;
  data: Record<string, unknown>;
}

interface StepDeps {
  registry: ProviderRegistry;
  publicUrl: string;
}

type AtStep = Pick<Pipeline, "provider" | "step" | "state">;

export function toStepView(deps: StepDeps, pipeline: AtStep): StepView {
  const { provider, step } = stepOf(deps, pipeline);
  return {
    provider: provider.key,
    step: step.name,
    stepIndex: provider.installSteps.indexOf(step),
    totalSteps: provider.installSteps.length,
    data: step.describe(contextOf(deps, pipeline)),
  };
}

/** @throws Error when the provider has no such step */
export function stepOf(
  { registry }: StepDeps,
  pipeline: AtStep,
): { provider: IntegrationProvider; step: InstallStep } {
  const provider = registry.get(pipeline.provider);
  const step = provider.installSteps.find(({ name }) => name === pipeline.step);
  if (!step) throw new Error(`${provider.name} has no step ${pipeline.step} to install it.`);
  return { provider, step };
}

export function contextOf(deps: StepDeps, { state, provider }: AtStep): InstallContext {
  return { state, callbackUrl: callbackUrlOf(deps, provider) };
}

/** The browser comes back to Sentry's path. */
export function callbackUrlOf({ publicUrl }: StepDeps, providerKey: string): string {
  return `${publicUrl}/extensions/${providerKey}/setup/`;
}
