import { RequestError } from "./bitbucket-error.ts";

/** Something answered that is not Bitbucket's REST API: a login page, a proxy, another context path. */
export class WrongAddressError extends RequestError {
  override readonly name = "WrongAddressError";
  override readonly code = "bitbucket_wrong_address";
}
