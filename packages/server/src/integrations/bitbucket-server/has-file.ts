import {
  type BitbucketServerClient,
  InvalidInputError,
  NotFoundError,
} from "@sentry-bitbucket-server/bitbucket-client";
import type { RepositoryAddress, SourceFile } from "../types.ts";

/** Of a 404, those that mean the file; any other is about the repository. */
const NO_FILE = /\.(NoSuchPathException|NoSuchCommitException|NoSuchObjectException)$/;

/** Whether a file is at that path. What can be no path, such as one with `..`, is at none. */
export async function hasFile(
  client: BitbucketServerClient,
  { projectKey, slug }: RepositoryAddress,
  file: SourceFile,
): Promise<boolean> {
  try {
    return (await client.getFileType(projectKey, slug, file)) === "FILE";
  } catch (error) {
    if (error instanceof InvalidInputError) return false;
    if (error instanceof NotFoundError && NO_FILE.test(error.exceptionName ?? "")) return false;
    throw error;
  }
}
