import type { TestApi } from "./start-api.ts";

/** Where the releases of `acme` are. */
export const RELEASES = "/api/0/organizations/acme/releases/";

/**
 * What a build asks for, of releases of the project `shop`.
 * @param getApi the API of the test that runs
 */
export function releasesOf(getApi: () => TestApi) {
  const at = (version: string) => `${RELEASES}${encodeURIComponent(version)}/`;
  return {
    create: (version: string, more: object = {}) =>
      getApi().call("POST", RELEASES, { version, projects: ["shop"], ...more }),
    put: (version: string, body: object) => getApi().call("PUT", at(version), body),
    get: (version: string) => getApi().call("GET", at(version)),
  };
}
