import type { Deviation } from "./allow-list.ts";

/** Where an answer of the sandbox may differ from the published document: operation and status, what. */
export const documentDeviations: Deviation[] = [
  {
    where: / 4\d\d$/,
    what: /^\/errors\/0\/(context|exceptionName) must be string$/,
    reason: "recorded errors have null there; the document knows no null at all",
  },
  {
    where: / (307|400|401|405|406|415|429|5\d\d)$/,
    what: /status is not documented/,
    reason: "may answer any request; the document names them at some operations or nowhere",
  },
  {
    where: / (404|405)$/,
    what: /no such operation/,
    reason: "the right answer where there is no such operation",
  },
  {
    where: /^POST \/api\/latest\/projects\/\{projectKey\}\/repos 404$/,
    what: /status is not documented/,
    reason: "documented for listing the repositories of a project that is not there",
  },
  {
    where: /^GET .*\/tags\/\{name\} 404$/,
    what: /^ must be object$/,
    reason: "recorded without any error in it",
  },
  {
    where: /^POST .*\/webhooks 201$/,
    what: /status is not documented/,
    reason: "the document says 200, the reference of older versions and clients say 201",
  },
  {
    where: /^GET .*\/projects\/\{projectKey\}\/webhooks\/\{webhookId\}\/latest 204$/,
    what: /status is not documented/,
    reason: "documented for the webhooks of a repository, forgotten for those of a project",
  },
  {
    where: /^GET \/rest\/api\/latest\/users\/jane\/repos\/notes 200$/,
    what: /no such operation/,
    reason: "the second address of personal repositories stands in the document's prose only",
  },
];

/** Recordings of versions before 8, some of them 5.x. */
const OLD =
  /^(go-scm-stash\/(?!fnb_)|atlassian-jenkins-plugin\/|jenkins-branch-source\/server\/(payload|.*apiResponse))/;

/** Where an answer may differ from a recording. Paths are those of the reports, `$` being the answer. */
export const recordingDeviations: Deviation[] = [
  {
    where: /./,
    what: /\.description \(string\)$/,
    reason: "there is a description only where somebody gave one",
  },
  {
    where: /./,
    what: /\.(author|committer)\.(active|displayName|id|slug|type|links) /,
    reason: "a person whose e-mail is a user's is shown as the user; recordings have both",
  },
  {
    where: OLD,
    what: /^extra .*\.(hierarchyId|archived|draft|scopeType|sslVerificationRequired) /,
    reason: "newer than the recording: archived came with 8.0, draft with 8.18",
  },
  {
    where: OLD,
    what: /^extra .*\.(fromRef|toRef)\.type /,
    reason: "newer than the recording",
  },
  {
    where: OLD,
    what: /^extra .*\.links \(object\)$/,
    reason: "webhooks and searches of old versions have no links; all of 10.x have them",
  },
  {
    where: OLD,
    what: /^extra \$\.(commits|toCommit) /,
    reason: "webhooks tell commits since 7.x",
  },
  {
    where: OLD,
    what: /^missing \$(\.values\[\])?\.configuration\.secret /,
    reason: "newer versions do not give the secret back",
  },
  {
    where: /-webhooks_start_0_limit_200\.json$/,
    what: /^missing .*\.configuration\.createdBy /,
    reason: "the configuration is the creator's own; this one was made by another plugin",
  },
  {
    where: /./,
    what: /^missing \$\.nextPageStart \(null\)$/,
    reason: "on the last page old versions say null, newer ones nothing",
  },
  {
    where: /pull-request|\/prs?\.json$/,
    what: /^missing \$(\.values\[\])?\.properties /,
    reason: "the sandbox has no tasks and tries no merges, which these properties are about",
  },
  {
    where: /_iso_dates\.json$/,
    what: /^type \$\.(created|updated)Date: string, ours number$/,
    reason: "REST dates are numbers in every published document; this file was edited by hand",
  },
  {
    where: /pull-request|PullRequest|\/prs?\.json$/,
    what: /^(missing|extra) .*\.fromRef\.repository\.(origin|project\.owner|project\.public) /,
    reason: "recorded between a personal fork and its origin; the sandbox has no forks",
  },
  {
    where: /webhook\/pull_request_(opened_)?body\.json$/,
    what: /^type \$\.pullRequest\.links\.self\[\]: null, ours object$/,
    reason: "webhooks of 5.x could not make the link; all later ones have it",
  },
  {
    where: /go-scm-stash\/commits\.json$/,
    what: /^missing \$\.values\[\]\.parents\[\]\./,
    reason: "every other recorded list has the hashes of parents only",
  },
  {
    where: /atlassian-jenkins-plugin\/branches\.json$/,
    what: /^extra \$\.start /,
    reason: "cut out by hand: every recorded page has a start",
  },
  {
    where: /-commits-118cc36527dd376b94de5b0e6424b1dfbd4717ff\.json$/,
    what: /^missing \$\._comment /,
    reason: "a note that its editor wrote into the file",
  },
];
