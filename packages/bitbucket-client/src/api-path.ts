import { parseBaseUrl } from "./base-url.ts";
import { InvalidInputError } from "./errors/invalid-input-error.ts";

/**
 * Every address of a Bitbucket instance that this package uses, as absolute URLs without query.
 * Segments are encoded; the context path of the base URL is kept; a personal project is the key
 * `~jane`. Throws `InvalidInputError` for a base URL or a segment that cannot be used.
 */
export class BitbucketServerAPIPath {
  /** Normalised: no slash at the end. */
  readonly baseUrl: string;

  constructor(baseUrl: string) {
    this.baseUrl = parseBaseUrl(baseUrl);
  }

  applicationProperties(): string {
    return this.#rest("application-properties");
  }

  repos(): string {
    return this.#rest("repos");
  }

  repo(projectKey: string, slug: string): string {
    return this.#rest("projects", projectKey, "repos", slug);
  }

  commits(projectKey: string, slug: string): string {
    return `${this.repo(projectKey, slug)}/commits`;
  }

  commit(projectKey: string, slug: string, id: string): string {
    return `${this.commits(projectKey, slug)}/${encodeSegment(id)}`;
  }

  commitChanges(projectKey: string, slug: string, id: string): string {
    return `${this.commit(projectKey, slug, id)}/changes`;
  }

  branches(projectKey: string, slug: string): string {
    return `${this.repo(projectKey, slug)}/branches`;
  }

  defaultBranch(projectKey: string, slug: string): string {
    return `${this.repo(projectKey, slug)}/default-branch`;
  }

  /** A file or folder; `path` has `/` between its parts. */
  browse(projectKey: string, slug: string, path: string): string {
    return `${this.repo(projectKey, slug)}/browse/${path.split("/").map(encodeSegment).join("/")}`;
  }

  tags(projectKey: string, slug: string): string {
    return `${this.repo(projectKey, slug)}/tags`;
  }

  refChangeActivities(projectKey: string, slug: string): string {
    return `${this.repo(projectKey, slug)}/ref-change-activities`;
  }

  webhooks(projectKey: string, slug: string): string {
    return `${this.repo(projectKey, slug)}/webhooks`;
  }

  webhook(projectKey: string, slug: string, id: number): string {
    return `${this.webhooks(projectKey, slug)}/${encodeSegment(String(id))}`;
  }

  webhookTest(projectKey: string, slug: string): string {
    return `${this.webhooks(projectKey, slug)}/test`;
  }

  oauthRequestToken(): string {
    return `${this.baseUrl}/plugins/servlet/oauth/request-token`;
  }

  oauthAuthorize(): string {
    return `${this.baseUrl}/plugins/servlet/oauth/authorize`;
  }

  oauthAccessToken(): string {
    return `${this.baseUrl}/plugins/servlet/oauth/access-token`;
  }

  /** `1.0`, not `latest`: every version up to 10.5 answers it. */
  #rest(...segments: string[]): string {
    return `${this.baseUrl}/rest/api/1.0/${segments.map(encodeSegment).join("/")}`;
  }
}

function encodeSegment(segment: string): string {
  // Dots are not encoded, and URL parsers take `..` away together with the segment before it.
  if (segment === "" || segment === "." || segment === "..") {
    throw new InvalidInputError(
      `"${segment}" cannot be a project key, repository slug, part of a path or id.`,
    );
  }
  return encodeURIComponent(segment.toWellFormed());
}
