/** Where we mean to do otherwise than the fake server of the recordings, and what is said then. */
interface Difference {
  reason: string;
  /** When it is not the recorded one. */
  exit?: number;
  output: RegExp;
}

const twoRows: Difference = {
  reason: "A repository comes twice, so that clones over SSH and over HTTP both find it",
  output:
    /PROJ\/repo +\| Bitbucket Server \| .*\/browse +\|\n.*proj\/repo +\| .*\/scm\/proj\/repo\.git/,
};

/** The fake server answered `min-…` with the fewest fields that a client takes. */
const complete = (output: RegExp): Difference => ({ reason: "Our answers are complete", output });

/** By the name of the case. */
export const DIFFERENCES: Record<string, Difference> = {
  projects: {
    reason: "The organization is the one team, and there is a second project",
    output: /\| web +\| Acme +\| Web +\|/,
  },
  repos: twoRows,
  "repos-paged": twoRows,
  "min-repo": twoRows,
  "auto-http-browse": {
    reason: "Sentry never matches a clone over HTTP; we do",
    output: /proj\/repo +\| 1466480189c4/,
  },
  "rel-list-raw": {
    reason: "Releases come newest first, as in Sentry",
    output: /^3\.0\.0\npkg@2\.0\.0\+7\n1\.0\.0\n$/,
  },
  "err-400": {
    reason: "The fake server refuses a release that there is no reason to refuse",
    exit: 0,
    output: /PROJ\/repo +\| 1466480189c4/,
  },
  "events-list": {
    reason: "The level is a tag too, as in Sentry",
    output: /TypeError: boom \| ID: 1Email: u@x \| level: error +\|\n.*\| release: 1\.0\.0 +\|/,
  },
  "min-org": complete(/\| Acme +\| acme +\|/),
  "min-issue": complete(/\| WEB-1 +\| TypeError: boom +\|/),
  "min-auth": complete(/User: dev@example\.com\n.*Scopes:/s),
  sourcemaps: {
    reason: "Source maps are not kept",
    exit: 1,
    output: /Source maps and debug files are not kept .* \(http status: 501\)/,
  },
};
