/** Where a request may differ from the published document, which is wrong there, or silent. */
interface RequestException {
  /** Which requests: method and path, as they are sent. */
  request: RegExp;
  /** Which violations. */
  violation: RegExp;
  reason: string;
}

const UNPUBLISHED = /^is not published$/;

const EXCEPTIONS: RequestException[] = [
  {
    request: /^GET \/api\/0\/$/,
    violation: UNPUBLISHED,
    reason:
      "Who the holder of a token is, and its scopes: asked by every sentry-cli, never published.",
  },
  {
    request: /^GET \/api\/0\/organizations\/[^/]+\/releases\/[^/]+\/previous-with-commits\/$/,
    violation: UNPUBLISHED,
    reason: "Where the release before ended: asked by every sentry-cli, never published.",
  },
  {
    request: /^(POST|PUT) \/api\/0\/projects\/[^/]+\/[^/]+\/releases\//,
    violation: UNPUBLISHED,
    reason: "Asked by sentry-cli 2; only what is read there is published.",
  },
  {
    request: /^PUT \/api\/0\/organizations\/[^/]+\/releases\/[^/]+\/$/,
    violation: /^body\/(status|headCommits|projects|version) is not published$/,
    reason: "Taken, as when a release is made, and sent by sentry-cli 2.",
  },
  {
    request: /^POST \/api\/0\/organizations\/[^/]+\/releases\/$/,
    violation: /^body\/dateStarted is not published$/,
    reason: "Sent by sentry-cli 2; Sentry passes over it.",
  },
  {
    request: /^GET \/api\/0\/organizations\/[^/]+\/repos\/$/,
    violation: /^\?cursor must NOT have fewer than 1 characters$/,
    reason: "So sentry-cli asks for a first page.",
  },
  {
    request: /^PUT \/api\/0\/organizations\/[^/]+\/issues\/[^/]+\/$/,
    violation: /^body(\/statusDetails)? must have required property '/,
    reason: "Marked as required, each of them; in truth they are partial.",
  },
];

export function isException(request: string, violation: string): boolean {
  return EXCEPTIONS.some((one) => one.request.test(request) && one.violation.test(violation));
}
