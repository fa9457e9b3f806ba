import type { LaneAnswer } from "@sentry-bitbucket-server/api-contract/lane";

/** What a lane is for, as its name tells it. */
export interface LanePurpose {
  purpose: LaneAnswer["purpose"];
  /** Of the repository, or the integration; null for what is of the organization itself. */
  subjectId: number | null;
}

/** `repository:7` is for repository 7, `upstream-issues:1:4` for the upstream of an organization. */
export function readLaneName(name: string): LanePurpose {
  const [, kind = "", id = ""] = /^([a-z-]+):(\d+)/.exec(name) ?? [];
  switch (kind) {
    case "repository":
    case "releases":
    case "links":
    case "integration":
      return { purpose: kind, subjectId: Number(id) };
    case "organization":
      return { purpose: kind, subjectId: null };
    case "upstream-poll":
    case "upstream-releases":
    case "upstream-issues":
    case "upstream-probe":
    case "upstream-connect":
      return { purpose: "upstream", subjectId: null };
    default:
      return { purpose: "other", subjectId: null };
  }
}
