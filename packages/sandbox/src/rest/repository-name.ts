import { z } from "zod";
import { duplicate } from "../http/bitbucket-error.ts";
import type { Instance } from "../instance.ts";
import type { Project } from "../state/entities.ts";

/** A repository's name: what a person types; the slug is made of it. */
export const repositoryName = z
  .string("A repository name is required.")
  .trim()
  .min(1, "A repository name is required.")
  .max(128, "The repository name must be at most 128 characters long.")
  .regex(
    /^[A-Za-z0-9][\w .-]*$/,
    "Repository names must begin with a letter or number and may only contain letters, numbers, spaces, and the '_', '-' and '.' characters.",
  );

/** `My Repo` → `my-repo`. */
export function toSlug(name: string): string {
  return name.toLowerCase().replace(/ +/g, "-");
}

/** @throws BitbucketError 409 when another repository of the project has the slug */
export function checkNameIsFree(
  { state }: Instance,
  project: Project,
  slug: string,
  ownId?: number,
): void {
  const other = state.repositories.find(
    (repository) =>
      repository.projectId === project.id && repository.slug === slug && repository.id !== ownId,
  );
  if (!other) return;
  throw duplicate(
    "name",
    `This repository URL is already taken by '${other.name}' in '${project.name}'`,
  );
}
