import { IntegrationError, type IntegrationErrorCode } from "./integration-error.ts";
import type { Pause } from "./pause.ts";

/** What a job is told instead of asking a host that refuses the identity, or is away. */
export function toPause({ reason }: Pause): IntegrationError {
  return new IntegrationError(`The integration is paused: ${reason}`, {
    code: "integration_paused" satisfies IntegrationErrorCode,
    retryable: false,
    isRefusal: true,
    isPause: true,
    cause: undefined,
  });
}
