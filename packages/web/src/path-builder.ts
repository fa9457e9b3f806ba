/**
 * The addresses of all pages, and the one place where they are written: `routes.tsx` takes the
 * patterns from here, everything else asks `pathTo`. They end in a slash, as Sentry's do.
 */
export const patterns = {
  home: "/",
  login: "/login/",
  start: "/welcome/",
  welcome: "/organizations/$organization/welcome/",
  issues: "/organizations/$organization/issues/",
  issue: "/organizations/$organization/issues/$issue/",
  releases: "/organizations/$organization/releases/",
  release: "/organizations/$organization/releases/$release/",
  upstream: "/organizations/$organization/upstream/",
  settings: "/organizations/$organization/settings/",
  integrations: "/organizations/$organization/integrations/",
  repositories: "/organizations/$organization/repositories/",
  commits: "/organizations/$organization/repositories/$repository/commits/",
  commit: "/organizations/$organization/repositories/$repository/commits/$sha/",
  deliveries: "/organizations/$organization/deliveries/",
  delivery: "/organizations/$organization/deliveries/$delivery/",
  jobs: "/organizations/$organization/jobs/",
  job: "/organizations/$organization/jobs/$job/",
  doctor: "/organizations/$organization/doctor/",
  integration: "/organizations/$organization/integrations/$integration/",
  installBitbucket: "/organizations/$organization/integrations/bitbucket_server/install/",
} as const;

export type PageName = keyof typeof patterns;

type ParamNames<Pattern extends string> = Pattern extends `${string}$${infer Name}/${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** What the address of a page names: `{ organization: string }`. */
type PageParams<Name extends PageName> = Record<ParamNames<(typeof patterns)[Name]>, string>;

type IsSame<One, Other> = [One, Other] extends [Other, One] ? true : false;

/** A page that takes the organization, and nothing else. */
export type OrganizationPageName = {
  [Name in PageName]: IsSame<ParamNames<(typeof patterns)[Name]>, "organization"> extends true
    ? Name
    : never;
}[PageName];

/** What the address of a page is, without its search. */
export function pathTo<Name extends PageName>(
  name: Name,
  ...[params]: keyof PageParams<Name> extends never ? [] : [params: PageParams<Name>]
): string {
  const given: Readonly<Record<string, string>> = params ?? {};
  return patterns[name].replace(/\$(\w+)/g, (_, param: string) =>
    encodeURIComponent(given[param] ?? ""),
  );
}
