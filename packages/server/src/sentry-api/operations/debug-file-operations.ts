import type { Operation, OperationArea } from "./operation.ts";
import { ANY_TOKEN } from "./scopes.ts";

/** Any token is told why it cannot. */
const refused = (id: string, summary: string): Operation => ({ id, summary, scopes: ANY_TOKEN });

/** Whatever sentry-cli may ask before or while it uploads files, or to explain what became of them. */
export const debugFileOperations: OperationArea = {
  tag: "Debug files",
  description: "Source maps and debug files are not kept: each of these answers 501 and says so.",
  operations: {
    "GET /organizations/{organization}/chunk-upload/": refused(
      "getUploadOptions",
      "Refuse every upload",
    ),
    "POST /organizations/{organization}/chunk-upload/": refused("uploadChunks", "Refuse a part"),
    "POST /organizations/{organization}/artifactbundle/assemble/": refused(
      "assembleArtifactBundle",
      "Refuse source maps",
    ),
    "GET /organizations/{organization}/releases/{version}/files/": refused(
      "listReleaseSourceMaps",
      "Refuse to list a release's source maps",
    ),
    "POST /organizations/{organization}/releases/{version}/files/": refused(
      "uploadReleaseSourceMap",
      "Refuse a source map",
    ),
    "GET /projects/{organization}/{project}/releases/{version}/files/": refused(
      "listProjectReleaseSourceMaps",
      "Refuse to list a release's source maps, by project",
    ),
    "POST /projects/{organization}/{project}/releases/{version}/files/": refused(
      "uploadProjectReleaseSourceMap",
      "Refuse a source map, by project",
    ),
    "GET /projects/{organization}/{project}/events/{event}/json/": refused(
      "explainSourceMaps",
      "Refuse to explain source maps",
    ),
    "POST /projects/{organization}/{project}/files/difs/assemble/": refused(
      "assembleDebugFiles",
      "Refuse debug files",
    ),
    "GET /projects/{organization}/{project}/files/dsyms/": refused(
      "listDebugFiles",
      "Refuse to list debug files",
    ),
    "POST /projects/{organization}/{project}/files/dsyms/": refused(
      "uploadDebugFile",
      "Refuse a debug file",
    ),
  },
};
