import { expect, test } from "vitest";
import {
  linksLaneName,
  releasesLaneName,
  repositoryLaneName,
} from "../../integrations/repository-lane.ts";
import {
  upstreamConnectLaneName,
  upstreamIssueLaneName,
  upstreamPollLaneName,
  upstreamProbeLaneName,
  upstreamReleaseLaneName,
} from "../../upstream/upstream-lane.ts";
import { organizationLaneName } from "../../integrations/repository-lane.ts";
import { readLaneName } from "./read-lane-name.ts";

test.each([
  [repositoryLaneName(7), "repository", 7],
  [releasesLaneName(3), "releases", 3],
  [linksLaneName(3), "links", 3],
  ["integration:3", "integration", 3],
  [organizationLaneName(1), "organization", null],
  [upstreamPollLaneName(1), "upstream", null],
  [upstreamReleaseLaneName(1, 3), "upstream", null],
  [upstreamIssueLaneName(1, "SHOP-1"), "upstream", null],
  [upstreamProbeLaneName(1), "upstream", null],
  [upstreamConnectLaneName(1), "upstream", null],
  ["clean-up", "other", null],
] as const)("the lane %s is for %s %j", (name, purpose, subjectId) => {
  expect(readLaneName(name)).toEqual({ purpose, subjectId });
});
