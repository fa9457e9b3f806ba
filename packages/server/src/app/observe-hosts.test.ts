import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "../../test/open-test-database.ts";
import type { Database } from "../db/database.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { observeHosts, observeUpstreams } from "./observe-hosts.ts";

const PAUSE = { code: "bitbucket_authentication", reason: "No such token.", at: 1 };
const WARN = 40;
const INFO = 30;

let db: Database;
let lines: object[];

beforeEach(async () => {
  db = await openTestDatabase();
  lines = [];
});

afterEach(() => db.destroy());

const logger = pino({}, { write: (line: string) => void lines.push(JSON.parse(line) as object) });

test("the log tells why an integration is paused, and that it goes on", () => {
  const observer = observeHosts(createMetrics(db), logger);
  const integration = { integrationId: 1, name: "bitbucket.example.com" };
  observer.onChange({ ...integration, pause: PAUSE });
  observer.onChange({ ...integration, pause: undefined });
  const { code, reason } = PAUSE;
  expect(lines).toMatchObject([
    { level: WARN, msg: "integration paused", ...integration, code, reason },
    { level: INFO, msg: "integration resumed", ...integration },
  ]);
});

test("the log tells the same of an upstream", () => {
  const observer = observeUpstreams(createMetrics(db), logger);
  observer.onChange({ organizationId: 1, pause: PAUSE });
  observer.onChange({ organizationId: 1, pause: undefined });
  expect(lines).toMatchObject([
    { level: WARN, msg: "upstream paused", organizationId: 1, reason: PAUSE.reason },
    { level: INFO, msg: "upstream resumed", organizationId: 1 },
  ]);
});
