import { expect, onTestFinished, test } from "vitest";
import { addUpstream } from "../../../test/add-upstream.ts";
import { addOrganization, secretBox } from "../../../test/linked-repository.ts";
import { openTestDatabase } from "../../../test/open-test-database.ts";
import { wakeLanes } from "../../jobs/job-store.ts";
import { disconnectUpstream } from "./disconnect-upstream.ts";
import { RelayConnections } from "../pass-through/relay-connections.ts";
import { findUpstream } from "../upstream-store.ts";
import { Upstreams } from "../upstreams.ts";

test("no connection to an upstream stays when it is disconnected", async () => {
  await using db = await openTestDatabase();
  await addOrganization(db);
  await addUpstream(db);
  const upstream = await findUpstream(db, 1);
  if (!upstream) throw new Error("none was added");
  const upstreams = new Upstreams({ db, secretBox, wakeLanes, outbound: {} });
  const relayConnections = new RelayConnections({});
  onTestFinished(() => relayConnections.close());
  const connection = relayConnections.get(upstream);
  const actor = { userId: null, name: "ann", address: null };
  await disconnectUpstream({ db, upstreams, relayConnections }, upstream, actor);
  expect(connection.closed.aborted).toBe(true);
  expect(relayConnections.get(upstream)).not.toBe(connection);
});
