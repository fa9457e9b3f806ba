import { X509Certificate } from "node:crypto";
import { z } from "zod";
import { parseUpstreamUrl } from "../../upstream/client/base-url.ts";
import {
  connectUpstream,
  type ConnectUpstreamDeps,
} from "../../upstream/connect/connect-upstream.ts";
import type { Api } from "../api.ts";
import { getActor, getOrganizationFor } from "../authenticate.ts";
import { upstreamParams } from "./get-upstream-for.ts";
import { toConnectedAnswer } from "./to-upstream-answer.ts";

const REQUIRED = "This field is required.";

const body = z.object({
  url: z
    .string(REQUIRED)
    .refine((url) => parseUpstreamUrl(url) !== undefined, {
      error: "Enter the URL of your Sentry, with http:// or https://, and without a password.",
    })
    .transform((url) => parseUpstreamUrl(url) ?? url),
  organization: z
    .string(REQUIRED)
    .trim()
    .regex(/^[a-zA-Z0-9_-]{1,64}$/, "Enter the slug of your organization there, such as acme."),
  token: z
    .string(REQUIRED)
    .trim()
    .regex(/^[!-~]+$/, "A token has no blanks and no special letters. Copy it once more."),
  verifySsl: z.boolean("Must be a valid boolean.").default(true),
  caCertificate: z
    .string("Not a valid string.")
    .trim()
    .refine(isCertificate, "Give the certificate in PEM, from -----BEGIN CERTIFICATE----- on.")
    .optional(),
});

/** `POST /api/0/organizations/{organization}/upstream/` (ours): 201; the organization relays from then on. */
export function connectOrganization(app: Api, deps: ConnectUpstreamDeps): void {
  app.post(
    "/api/0/organizations/:organization/upstream/",
    { schema: { params: upstreamParams, body } },
    async (request, reply) => {
      const { organization, token, url: baseUrl, ...tls } = request.body;
      const { id } = await getOrganizationFor(deps.db, request, request.params.organization);
      const { upstream, projects } = await connectUpstream(deps, {
        organizationId: id,
        address: { baseUrl, slug: organization, ...tls },
        token,
        actor: getActor(request),
      });
      request.log.info({ organizationId: id, url: baseUrl, organization }, "upstream connected");
      return reply.status(201).send(toConnectedAnswer(upstream, projects));
    },
  );
}

/** Reads the first of several, which is enough to tell a certificate from something else. */
function isCertificate(pem: string): boolean {
  try {
    return Boolean(new X509Certificate(pem));
  } catch {
    return false;
  }
}
