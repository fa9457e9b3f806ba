import type { FastifyInstance } from "fastify";
import { grantAccessToken } from "./grant-access-token.ts";
import { grantRequestToken } from "./grant-request-token.ts";
import { formEncode } from "./oauth-encoding.ts";
import { readOAuthRequest } from "./oauth-request.ts";
import type { OAuthStore } from "./oauth-store.ts";
import type { RequestVerifier } from "./request-verifier.ts";

/** The two endpoints a consumer calls itself; answers are forms declared as `text/plain`. */
export function registerTokenRoutes(
  app: FastifyInstance,
  store: OAuthStore,
  verifier: RequestVerifier,
  { baseUrl, now }: { baseUrl: () => string; now: () => number },
): void {
  const grants = { "request-token": grantRequestToken, "access-token": grantAccessToken };
  for (const [name, grant] of Object.entries(grants)) {
    app.post(`/plugins/servlet/oauth/${name}`, (request, reply) => {
      const answer = grant(readOAuthRequest(request, baseUrl()), store, verifier, now());
      return reply.type("text/plain").send(formEncode(answer));
    });
  }
}
