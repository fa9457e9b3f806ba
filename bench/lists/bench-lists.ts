import { join } from "node:path";
import { type LoadFigures, runLoad } from "../load/run-load.ts";
import { type BenchService, startBenchService } from "../load/bench-service.ts";
import { fillDatabase, ISSUES, RELEASES } from "./fill-database.ts";
import { DELIVERIES, fillDeliveries } from "./fill-deliveries.ts";

const SECONDS = 5;

/** What a person or sentry-cli opens, and a page far into the list. */
const LISTS: [name: string, path: string][] = [
  ["issues, unresolved", "/projects/sentry/shop/issues/?query=is:unresolved"],
  ["issues, all", "/projects/sentry/shop/issues/?query="],
  ["issues, most seen", "/projects/sentry/shop/issues/?query=&sort=freq"],
  ["issues, most users", "/projects/sentry/shop/issues/?query=&sort=user"],
  ["issues of a release", "/projects/sentry/shop/issues/?query=release:shop@1.77.0"],
  ["issues, words of the title", "/projects/sentry/shop/issues/?query=fault+4711"],
  ["issues, words of all titles", "/projects/sentry/shop/issues/?query=fault"],
  ["issues, words of no title", "/organizations/sentry/issues/?query=nowhere"],
  ["issues of a tag", "/projects/sentry/shop/issues/?query=color:blue"],
  ["releases of the project", "/projects/sentry/shop/releases/"],
  ["releases of the organization", "/organizations/sentry/releases/"],
  ["deliveries", "/organizations/sentry/deliveries/"],
  ["deliveries, far into the list", "/organizations/sentry/deliveries/?cursor=1000:1000:0"],
  ["deliveries of a repository", "/organizations/sentry/deliveries/?repository=7"],
  ["deliveries that failed", "/organizations/sentry/deliveries/?state=failed"],
  ["deliveries, failed, of one", "/organizations/sentry/deliveries/?state=failed&repository=7"],
  ["deliveries by a repository's name", "/organizations/sentry/deliveries/?query=service"],
  ["deliveries by a request", "/organizations/sentry/deliveries/?query=@4711"],
  ["deliveries of an event, none", "/organizations/sentry/deliveries/?event=pr:opened"],
  ["a delivery", "/organizations/sentry/deliveries/4711/"],
  ["jobs that were set aside", "/organizations/sentry/jobs/?state=set_aside"],
  ["jobs, what waits", "/organizations/sentry/jobs/stats/"],
];

/** Lists of a project with 100,000 issues and 5,000 releases, pages of 100, one question at a time. */
export async function benchLists(): Promise<void> {
  const first = await startBenchService();
  await first.stop();
  const file = join(first.folder, "sentry-bitbucket-server.sqlite");
  fillDatabase(file, first.projectId);
  fillDeliveries(file);
  const service = await startBenchService(first);
  try {
    console.log(
      `\nlists of a project with ${ISSUES} issues and ${RELEASES} releases, and of ${DELIVERIES} deliveries`,
    );
    const bare = await ask(service, "/");
    console.log(`  ${"bare route (GET /api/0/), same run".padEnd(36)} ${describe(bare)}`);
    for (const [name, path] of LISTS) {
      const figures = await ask(service, path);
      const ratio = (figures.p50 / Math.max(bare.p50, 1)).toFixed(0);
      console.log(`  ${name.padEnd(36)} ${describe(figures)}, ${ratio} × the bare route`);
    }
  } finally {
    await service.stop();
    service.remove();
  }
}

function ask({ url, token }: BenchService, path: string): Promise<LoadFigures> {
  const headers = { authorization: `Bearer ${token}` };
  const requests = [{ method: "GET" as const, path: `/api/0${path}`, headers }];
  return runLoad({ url, requests, connections: 1, seconds: SECONDS });
}

function describe({ p50, p99 }: LoadFigures): string {
  return `median ${p50} ms, p99 ${p99} ms`;
}
