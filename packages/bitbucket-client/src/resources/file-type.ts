import { z } from "zod";
import type { RestApi } from "../http/rest-api.ts";
import { withQuery } from "../http/with-query.ts";
import type { FileType } from "../types.ts";

const answerSchema = z.object({ type: z.enum(["FILE", "DIRECTORY", "SUBMODULE"]) });

/** What is at a path of a repository, at a commit, branch or tag. */
export async function getFileType(
  api: RestApi,
  projectKey: string,
  slug: string,
  { path, at }: { path: string; at: string },
): Promise<FileType> {
  const url = withQuery(api.path.browse(projectKey, slug, path), { at, type: true });
  return (await api.get(url, answerSchema)).type;
}
