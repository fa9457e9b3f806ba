/** Where an answer may differ: the published document is wrong about Sentry itself, or we mean it. */
interface Defect {
  /** Which operations, by their name in the document. */
  operation: RegExp;
  /** Which violations, by place and message. */
  violation: RegExp;
  reason: string;
}

const DEFECTS: Defect[] = [
  {
    operation: /^PUT \S+\/organizations\/\{organization_id_or_slug\}\/$/,
    violation: /^ must have required property '/,
    reason: "On purpose: settings of what this service does not have. GET publishes none of them.",
  },
  {
    operation: /^GET \S+\/organizations\/\{organization_id_or_slug\}\/issues\/$/,
    violation: /must have required property '(derivedData|inbox|owners)'$/,
    reason: "They come only when the request asks for them with `expand`.",
  },
  {
    operation: /^PUT \S+\/projects\/\S+\/issues\/$/,
    violation: /^answers 204/,
    reason: "No issue matched: published of the organization's address, whose code is the same.",
  },
  {
    operation: /\/issues\//,
    violation: /\/statusDetails\/inCommit must be string$/,
    reason: "A commit and its repository are an object, as in the request that names them.",
  },
  {
    operation: /^GET \S+\/projects\/\S+\/issues\/$/,
    violation: /\/metadata must /,
    reason:
      "Sentry leaves out what the event does not have: no frames, no filename; no type, no type.",
  },
  {
    operation: /.*/,
    violation: /\/lastDeploy\/name must be string$/,
    reason:
      "A deploy need not have a name, as its own shape says: `sentry-cli deploys new` sends none.",
  },
  {
    operation: /^POST \S+\/projects\/\S+\/repo\/$/,
    violation: /^answers 200/,
    reason: "The repository is one of the project already: published in its description alone.",
  },
  {
    operation: /^DELETE \S+\/integrations\/\{integration_id\}\/$/,
    violation: /^answers 200/,
    reason:
      "On purpose: names the webhooks that are left at the host, of which Sentry says nothing.",
  },
];

export function isDefect(operation: string, violation: string): boolean {
  return DEFECTS.some(
    (defect) => defect.operation.test(operation) && defect.violation.test(violation),
  );
}
