import { endSentence } from "../integrations/end-sentence.ts";
import { PAUSED_BY_PERSON } from "../integrations/pause.ts";
import type { Upstream } from "../upstream/types.ts";
import { UpstreamError } from "../upstream/client/upstream-error.ts";
import type { Upstreams } from "../upstream/upstreams.ts";
import { type Finding, findingsOf } from "./finding.ts";

/** Whether the Sentry that an organization relays to answers, and what its token does not allow. */
export async function checkUpstreamOf(
  { upstreams }: { upstreams: Pick<Upstreams, "get"> },
  { organizationId, baseUrl, slug, account, shortcomings, verifySsl, pause }: Upstream,
): Promise<Finding[]> {
  const { ok, warning, error } = findingsOf(`Upstream ${slug}`);
  const findings = shortcomings.map(({ anyOf, without }) =>
    warning(`${without} Give the token one of these scopes: ${anyOf.join(", ")}.`),
  );
  if (pause?.code === PAUSED_BY_PERSON) findings.push(warning(endSentence(pause.reason)));
  if (!verifySsl) {
    findings.push(
      warning(
        "Its certificate is not checked, so anybody on the way may read the token. Connect it again with the certificate of its authority.",
      ),
    );
  }
  try {
    const { client } = await upstreams.get(organizationId);
    await client.send({ method: "GET", path: "/api/0/" });
    return [ok(`${baseUrl} lets us in as ${account}.`), ...findings];
  } catch (failure) {
    if (!(failure instanceof UpstreamError)) throw failure;
    const remedy = failure.isPause
      ? "What is to be sent there waits; connect it again with a token that it accepts."
      : "What is to be sent there waits, and goes on when it answers.";
    const told = `${baseUrl} could not be asked: ${endSentence(failure.message)} ${remedy}`;
    return [error(told), ...findings];
  }
}
