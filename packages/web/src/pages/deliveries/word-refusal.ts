import type { RefusedDeliveryAnswer } from "@sentry-bitbucket-server/api-contract/refused-delivery";

type Reason = RefusedDeliveryAnswer["reason"];

const REASONS: Readonly<Record<Reason, string>> = {
  mismatch: "Signature does not match the secret",
  unsigned: "No signature",
  unlinked: "Repository is not linked",
  malformed: "Cannot be read",
  too_large: "Too large",
};

export const wordRefusal = (reason: Reason): string => REASONS[reason];

export const reasonOptions = Object.entries(REASONS).map(([value, label]) => ({ value, label }));
