/** An answer that is an error, with Bitbucket's own status, exception name and message (reference 3.5). */
export class BitbucketError extends Error {
  override readonly name = "BitbucketError";
  readonly status: number;
  readonly exceptionName: string | null;
  /** The offending parameter of a validation error. */
  readonly context: string | null;

  constructor(
    status: number,
    exceptionName: string | null,
    message: string,
    context: string | null = null,
  ) {
    super(message);
    this.status = status;
    this.exceptionName = exceptionName && withPackage(exceptionName);
    this.context = context;
  }
}

function withPackage(name: string): string {
  return name.startsWith("com.") ? name : `com.atlassian.bitbucket.${name}`;
}

/** A request that would be served at another address: the former name of a repository. */
export class Redirect extends Error {
  override readonly name = "Redirect";
  readonly location: string;

  constructor(location: string) {
    super(`Moved to ${location}`);
    this.location = location;
  }
}

const notPermitted = "You are not permitted to access this resource";

/** No credentials, or none that count here. */
export function authenticationRequired(): BitbucketError {
  const name = "com.atlassian.plugins.rest.api.security.exception.AuthenticationRequiredException";
  return new BitbucketError(401, name, notPermitted);
}

/** Authenticated, but without the permission. Bitbucket answers 401 here and not 403. */
export function notAuthorised(): BitbucketError {
  return new BitbucketError(401, "AuthorisationException", notPermitted);
}

export function wrongCredentials(): BitbucketError {
  return new BitbucketError(
    401,
    "auth.IncorrectPasswordAuthenticationException",
    "Authentication failed. Please check your credentials and try again.",
  );
}

export function notLicensed(): BitbucketError {
  return new BitbucketError(
    401,
    "auth.NoAccessAuthenticationException",
    "You are not currently licensed to use Bitbucket.\nPlease contact your administrator to resolve this issue.",
  );
}

export function noSuchProject(key: string): BitbucketError {
  return new BitbucketError(
    404,
    "project.NoSuchProjectException",
    `Project ${key} does not exist.`,
  );
}

export function noSuchRepository(key: string, slug: string): BitbucketError {
  const message = `Repository ${key}/${slug} does not exist.`;
  return new BitbucketError(404, "repository.NoSuchRepositoryException", message);
}

export function noSuchCommit(id: string, slug: string): BitbucketError {
  const message = `Commit '${id}' does not exist in repository '${slug}'.`;
  return new BitbucketError(404, "commit.NoSuchCommitException", message);
}

export function noSuchBranch(id: string, slug: string): BitbucketError {
  const message = `Branch '${id}' does not exist in repository '${slug}'.`;
  return new BitbucketError(404, "repository.NoSuchBranchException", message);
}

export function noSuchPath(path: string, revision: string): BitbucketError {
  const message = `The path "${path}" does not exist at revision "${revision}"`;
  return new BitbucketError(404, "content.NoSuchPathException", message);
}

export function noSuchUser(name: string): BitbucketError {
  return new BitbucketError(404, "user.NoSuchUserException", `User ${name} does not exist.`);
}

export function noSuchEntity(message: string): BitbucketError {
  return new BitbucketError(404, "NoSuchEntityException", message);
}

/** A missing, malformed or inappropriate parameter. */
export function invalidArgument(context: string | null, message: string): BitbucketError {
  return new BitbucketError(400, "validation.ArgumentValidationException", message, context);
}

export function duplicate(context: string, message: string): BitbucketError {
  return new BitbucketError(409, "DuplicateEntityException", message, context);
}
