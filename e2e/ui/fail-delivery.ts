import { onTestFinished } from "vitest";
import { eventually } from "../world/eventually.ts";
import { changeDatabase, queryDatabase } from "../world/service-database.ts";
import type { Shop } from "./start-shop.ts";

const FAULTS = "/sandbox/faults";
/** One more, and a job is set aside. */
const ATTEMPTS_BUT_ONE = 15;

/**
 * Pushes a commit of which Bitbucket does not tell until the test ends or what is returned is called, and
 * waits until its delivery is given up. Of the attempts, which take hours, all but two are left out.
 */
export async function failDelivery(
  shop: Shop,
): Promise<{ id: string; job: number; endFault: () => Promise<void> }> {
  // Those before it in its lane would be tried first.
  await eventually("the jobs before it", async () => {
    const waiting = "select id from jobs where state = 'waiting' and lane like 'repository:%'";
    return (await queryDatabase(shop, waiting)).length === 0;
  });
  const fault = { kind: "status", status: 400, pathPattern: "/commits", emptyBody: true };
  await shop.bitbucket.call("POST", FAULTS, fault);
  const endFault = () => shop.bitbucket.call<void>("DELETE", FAULTS);
  onTestFinished(endFault);
  await shop.push("Nobody tells of this");
  const [{ id: job } = { id: 0 }] = await eventually("the first attempt", async () => {
    const failed = `select id from jobs
      where state = 'waiting' and last_error is not null and kind = 'process-delivery'`;
    const rows = await queryDatabase<{ id: number }>(shop, failed);
    return rows.length > 0 && rows;
  });
  await changeDatabase(
    shop,
    "update jobs set attempts = ?, run_at = 0 where id = ?",
    ATTEMPTS_BUT_ONE,
    job,
  );
  const lane = `repository:${shop.repositoryId}`;
  await changeDatabase(shop, "update lanes set next_run_at = 0 where name = ?", lane);
  const delivery = await eventually("the delivery to be given up", async () => {
    const [newest] = await shop.service.call<{ id: string; state: string }[]>(
      "GET",
      "/organizations/acme/deliveries/",
    );
    return newest?.state === "failed" && newest;
  });
  return { id: delivery.id, job, endFault };
}
