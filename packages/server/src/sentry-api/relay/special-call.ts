import { findSlugInPath } from "../../upstream/pass-through/slug-in-path.ts";

/** A call that is not passed on as it is. */
export type SpecialCall = "repositories" | "release" | "deletion";

const REPOSITORIES = /^\/api\/0\/organizations\/[^/]+\/repos\/?$/;
const RELEASES = /^\/api\/0\/(?:organizations\/[^/]+|projects\/[^/]+\/[^/]+)\/releases\/?$/;
const RELEASE = /^\/api\/0\/(?:organizations\/[^/]+|projects\/[^/]+\/[^/]+)\/releases\/[^/]+\/?$/;

/** @param path without query, as it was sent */
export function toSpecialCall(method: string, path: string): SpecialCall | undefined {
  if (findSlugInPath(path) === undefined) return undefined;
  if (method === "GET" && REPOSITORIES.test(path)) return "repositories";
  if (method === "POST" && RELEASES.test(path)) return "release";
  if (method === "PUT" && RELEASE.test(path)) return "release";
  if (method === "DELETE" && RELEASE.test(path)) return "deletion";
  return undefined;
}
