import { afterAll, beforeAll, expect, test } from "vitest";
import { readPublishedContract } from "../../../test/published-contract.ts";
import { startApi, type TestApi } from "../../../test/start-api.ts";
import { findOperation } from "./operations.ts";

let api: TestApi;

beforeAll(async () => {
  api = await startApi();
});

afterAll(() => api.close());

/** What Sentry has too, and does not publish, or publishes outside of the excerpt that we have. */
const NOT_PUBLISHED = [
  "getApiRoot getCurrentUser listRegions listMembers listOrganizationUsers listTeams",
  "inviteMember getMember updateMember deleteMember listAuditLog",
  "logIn getAuth logOut updateCurrentUser changeOwnPassword",
  "listUserTokens createUserToken deleteUserToken",
  "listOrganizationTokens createOrganizationToken deleteOrganizationToken",
  "createTeamProject getProjectEnvironment updateProjectEnvironment",
  "getInstallPipeline advanceInstallPipeline searchIntegrationRepositories",
  "createRepository deleteRepository",
  "listCodeMappings createCodeMapping updateCodeMapping deleteCodeMapping uploadCodeMappings",
  "listIssueActivities listIssueTags getIssueTag listIssueTagValues",
  "getIssueByNumber updateIssueByNumber deleteIssueByNumber listIssueHashesByNumber",
  "listIssueActivitiesByNumber listIssueEventsByNumber getIssueEventByNumber",
  "listIssueTagsByNumber getIssueTagByNumber listIssueTagValuesByNumber",
  "createProjectRelease getProjectRelease updateProjectRelease deleteProjectRelease",
  "listReleaseResolvedIssues listProjectReleaseResolvedIssues",
  "listReleaseRepositories listProjectReleaseRepositories",
  "getPreviousRelease listEventCommitters getStacktraceLink",
  "getUploadOptions uploadChunks assembleArtifactBundle assembleDebugFiles",
  "listReleaseSourceMaps uploadReleaseSourceMap",
  "listProjectReleaseSourceMaps uploadProjectReleaseSourceMap explainSourceMaps",
  "listDebugFiles uploadDebugFile storeEnvelope storeLegacyEvent",
].flatMap((line) => line.split(" "));

const contract = readPublishedContract();

test.runIf(contract)("what Sentry does not have is marked, and nothing else", () => {
  const wrong = api.routes.flatMap(({ method, path }) => {
    const operation = findOperation(method, path);
    if (!operation) return [];
    const isPublished = contract?.find(method, path.replace(/:\w+/g, "x")) !== undefined;
    const isInSentry = isPublished || NOT_PUBLISHED.includes(operation.id);
    return isInSentry === !operation.isAddition ? [] : [operation.id];
  });
  expect(wrong, "Mark it as isAddition, or name it above when Sentry has it too").toEqual([]);
});
