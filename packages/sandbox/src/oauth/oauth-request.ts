import type { FastifyRequest } from "fastify";
import { parseAuthorizationHeader, parseForm, type Parameter } from "./oauth-encoding.ts";
import { OAuthProblem } from "./oauth-problem.ts";

/** A request as OAuth sees it: method, address and the parameters of header, query and form together. */
export class OAuthRequest {
  readonly method: string;
  readonly url: string;
  readonly parameters: Parameter[];

  constructor(method: string, url: string, parameters: Parameter[]) {
    this.method = method;
    this.url = url;
    this.parameters = parameters;
  }

  get(name: string): string | undefined {
    return this.parameters.find(([candidate]) => candidate === name)?.[1];
  }

  /** @throws OAuthProblem `parameter_absent` */
  require(name: string): string {
    this.requireAll([name]);
    return this.get(name) ?? "";
  }

  /** @throws OAuthProblem `parameter_absent`, naming all that are missing */
  requireAll(names: readonly string[]): void {
    const absent = names.filter((name) => this.get(name) === undefined);
    if (absent.length > 0)
      throw new OAuthProblem("parameter_absent", [["oauth_parameters_absent", absent.join("&")]]);
  }
}

/**
 * Reads a request whose body, if it has a form, is already parsed. The address is built from
 * `baseUrl`, the server's own idea of where it lives, and not from the Host header: that is why a
 * proxy that changes scheme, host or port breaks signatures of the product.
 * @throws OAuthProblem `parameter_rejected` when the header is not percent-encoded UTF-8
 */
export function readOAuthRequest(request: FastifyRequest, baseUrl: string): OAuthRequest {
  // The original address still has the context path, even where the server routes without it.
  const [path = "/", ...query] = request.originalUrl.split("?");
  return new OAuthRequest(request.method, new URL(baseUrl).origin + path, [
    ...headerParameters(request.headers.authorization),
    ...parseForm(query.join("?")),
    ...formParameters(request),
  ]);
}

/** True for the scheme `OAuth`, the way every known client of the product sends its parameters. */
export function hasOAuthHeader(request: FastifyRequest): boolean {
  return /^OAuth\s/i.test(request.headers.authorization ?? "");
}

function headerParameters(header: string | undefined): Parameter[] {
  try {
    return parseAuthorizationHeader(header);
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    throw new OAuthProblem("parameter_rejected", [
      ["oauth_problem_advice", "The Authorization header is not percent-encoded UTF-8."],
    ]);
  }
}

/** Only a form takes part in a signature (RFC 5849 3.4.1.3.1); a JSON body does not. */
function formParameters({ body, headers }: FastifyRequest): Parameter[] {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
  return isForm && typeof body === "string" ? parseForm(body) : [];
}
