import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at } from "../json.ts";
import { AllowList } from "./allow-list.ts";
import { compareShapes } from "./compare-shapes.ts";
import { type ContractWorld, startContractWorld, Tally } from "./contract-world.ts";
import { recordingDeviations } from "./deviations.ts";
import { exerciseOperations } from "./exercise-operations.ts";
import { findOracles } from "./oracles.ts";
import { equivalentOf, isServed } from "./recorded-answers.ts";
import { deliveryLike, isSent } from "./recorded-deliveries.ts";
import { compareError, errorCases, type RegistryEntry } from "./recorded-errors.ts";
import { datesOf, readRecordings } from "./recordings.ts";

const ATLASSIAN = "atlassian-jenkins-plugin";
const REGISTRY = "vriesdemichael/error-registry.condensed.json";

const found = findOracles("the contract of Bitbucket Server");

test.skipIf(found.length === 0)("there are oracles to compare the sandbox with", () => {
  expect(found).toHaveLength(1);
});

describe.for(found)("the contract of Bitbucket Server", (oracles) => {
  const tally = new Tally();
  const allowances = new AllowList(recordingDeviations);

  afterAll(() => {
    console.log(tally.toString());
    const unused = allowances.unused();
    if (unused.length > 0) throw new Error(`Deviations that no test needed: ${unused.join(", ")}`);
  });

  describe.each(["epoch", "iso"] as const)("with webhook dates as %s", (dates) => {
    let world: ContractWorld;
    let close: () => Promise<void>;

    beforeAll(async () => {
      ({ world, close } = await startContractWorld(dates, tally));
    });
    afterAll(() => close());

    test("every answer conforms to the published document", async () => {
      await expect(exerciseOperations(world)).resolves.toBe(undefined);
    });

    describe("answers have the keys and types of recorded ones", () => {
      const recordings = readRecordings(oracles, "rest").filter(isServed);
      test.for(recordings)("$file", async (recording) => {
        const { json } = await world.get(world.withHashes(equivalentOf(recording)));
        const differences = compareShapes(recording.body, json);
        const refused = allowances.refuse(recording.file, differences);
        expect(tally.count(refused)).toEqual([]);
      });
    });

    describe("deliveries have the keys and types of recorded ones", () => {
      const recordings = readRecordings(oracles, "webhook").filter(isSent);
      const ofThisMode = recordings.filter(({ body }) => (datesOf(body) ?? dates) === dates);
      test.for(ofThisMode)("$file", (recording) => {
        tally.answers += 1;
        const { body } = deliveryLike(recording, world.deliveries);
        const differences = compareShapes(recording.body, body);
        const refused = allowances.refuse(recording.file, differences);
        expect(tally.count(refused)).toEqual([]);
      });
    });

    describe("errors are those of the registry", () => {
      const { entries } = oracles.readJson(REGISTRY) as { entries: RegistryEntry[] };
      test.for(errorCases(entries))("$name", async ({ entry, call }) => {
        const answer = await world.rest(call.method, call.path, call.options);
        expect(tally.count(compareError(entry, call, answer))).toEqual([]);
      });
    });

    test("the capabilities are among the recorded ones, at the same addresses", async () => {
      const recorded = oracles.readJson(
        `${ATLASSIAN}/capabilities/bitbucket_server_capabilities.json`,
      );
      const { json } = await world.call("GET", "/rest/capabilities");
      const differences = compareShapes(recorded, json);
      const refused = differences.filter((line) => !line.startsWith("missing $.capabilities."));
      expect(tally.count(refused)).toEqual([]);
      expect(pathOf(at(json, "capabilities.webhooks"))).toBe(
        pathOf(at(recorded, "capabilities.webhooks")),
      );
    });

    test("every recorded event can be asked for, and later ones", async () => {
      const recorded = oracles.readJson(`${ATLASSIAN}/webhook-capabilities-response.json`);
      const { json } = await world.call("GET", "/rest/webhooks/latest/capabilities");
      const events = eventsOf(json);
      const later = events.filter((event) => !eventsOf(recorded).includes(event));
      expect(eventsOf(recorded).filter((event) => !events.includes(event))).toEqual([]);
      expect(later).toEqual(["pr:from_ref_updated", "pr:reviewer:changes_requested"]);
    });
  });
});

function eventsOf(capabilities: unknown): unknown[] {
  return Object.values(Object(at(capabilities, "application-webhooks")));
}

function pathOf(url: unknown): string {
  return new URL(String(url)).pathname;
}
