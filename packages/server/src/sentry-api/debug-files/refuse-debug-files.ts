import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import type { Api } from "../api.ts";
import { ApiError } from "../api-error.ts";
import { debugFileOperations } from "../operations/debug-file-operations.ts";

const REFUSAL =
  "Source maps and debug files are not kept by this service: issues show frames as the SDK sends them. Take their upload out of the build; releases, commits and deploys do not need it.";

/**
 * Answers 501 with the reason wherever `sentry-cli sourcemaps`, `debug-files` and `upload-proguard`
 * begin. They show the sentence and stop; after 502 to 504 they would try again, and of 404 they say
 * no more than that something was not found.
 */
export async function refuseDebugFiles(app: Api): Promise<void> {
  await app.register(async (scope: Api) => {
    scope.removeAllContentTypeParsers();
    // Clients read no answer before they have sent their file, of whatever type.
    scope.addContentTypeParser("*", (_request: FastifyRequest, file: Readable) =>
      finished(file.resume()),
    );
    for (const operation of Object.keys(debugFileOperations.operations)) {
      const [method = "", path = ""] = operation.split(" ");
      const url = `/api/0${path.replace(/\{(\w+)\}/g, ":$1")}`;
      scope.route({ method, url, handler: refuse });
    }
  });
}

function refuse(): never {
  throw new ApiError(501, REFUSAL);
}
