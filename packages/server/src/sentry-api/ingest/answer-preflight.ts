import type { Api } from "../api.ts";

/** `OPTIONS /api/{project id}/…`: browsers ask before they send headers of their own. */
export function answerPreflight(app: Api): void {
  for (const kind of ["envelope", "store"]) {
    app.options(`/api/:projectId/${kind}/`, (_request, reply) =>
      reply
        .status(204)
        .headers({
          "access-control-allow-methods": "POST",
          "access-control-allow-headers":
            "x-sentry-auth, x-requested-with, content-type, content-encoding, authorization, sentry-trace, baggage",
          "access-control-max-age": "86400",
        })
        .send(),
    );
  }
}
