import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { connectWithAccessToken, createAccessToken, linkRepository } from "../world/connect.ts";
import { listHooks } from "../world/list-hooks.ts";
import { startTestBitbucket, startTestWorld } from "../world/start-test-world.ts";
import type { World } from "../world/start-world.ts";
import { expectFits } from "./expect-fits.ts";
import { expectFocus } from "./expect-focus.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { readSession } from "./log-in.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
const MANY = 30;
const OPS = "/rest/api/1.0/projects/OPS";
const MARKUP = "<img src=x onerror=alert(1)>";
let world: World;
let storageState: OpenOptions["storageState"];
let integration: string;

beforeAll(async () => {
  world = await startTestWorld();
  for (const name of ["web", "cart", "mail", "near"]) {
    await addRepository(world.bitbucket, "SHOP", name);
  }
  await world.bitbucket.call("POST", "/rest/api/1.0/projects", { key: "OPS", name: MARKUP });
  await addRepository(world.bitbucket, "OPS", "tools");
  integration = await connectWithAccessToken(world);
  storageState = await readSession(world);
});

afterAll(() => world.close());

/** @param id the one of all tests, if no other is given */
async function openIntegration(
  search = "",
  { id = integration, ...options }: OpenOptions & { id?: string } = {},
): Promise<Page> {
  const page = await open(world.serviceUrl, { storageState, ...options });
  await page.goto(`/organizations/acme/integrations/${id}/${search}`);
  return page;
}

/** Another Bitbucket for one test, with the linked repository `SHOP/web`. */
async function connectAnother() {
  const { bitbucket } = await startTestBitbucket();
  await addRepository(bitbucket, "SHOP", "web");
  const token = await createAccessToken(bitbucket);
  const id = await connectWithAccessToken({ ...world, bitbucket }, token.token);
  await linkRepository(world, id, "SHOP/web");
  const revoke = () => bitbucket.call("DELETE", `/rest/access-tokens/1.0/users/admin/${token.id}`);
  return { bitbucket, id, revoke };
}

test("several repositories are searched, chosen and linked at once, and one that fails says why", async () => {
  const page = await openIntegration();
  const search = page.getByLabel("Search Bitbucket");
  await search.fill("cart");
  await page.getByText("1 found.").waitFor();
  await page.getByRole("checkbox", { name: "SHOP/cart" }).check();
  await search.fill("<img");
  await page.getByText(`${MARKUP}/tools`).waitFor();
  await page.getByRole("checkbox", { name: "OPS/tools" }).check();
  await search.fill("SHOP/m");
  await page.getByRole("checkbox", { name: "SHOP/mail" }).check();
  await expectNoViolations(page);
  await screenshot(page, "link-repositories");
  await world.bitbucket.call("DELETE", "/rest/api/1.0/projects/SHOP/repos/mail");
  await page.getByRole("button", { name: "Link 3 repositories" }).click();
  await page.getByText("2 of 3 linked.", { exact: true }).waitFor();
  await page.getByText("Now push a commit whose message says").waitFor();
  await page.getByRole("alert").getByText("SHOP/mail: Bitbucket has no repository").waitFor();
  await expectNoViolations(page);
  await page.getByRole("row", { name: "OPS/tools" }).waitFor();
  await page.getByRole("row", { name: "SHOP/cart" }).waitFor();
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByLabel("Name contains").fill("cart");
  await page.getByRole("row", { name: "OPS/tools" }).waitFor({ state: "detached" });
  expect(new URL(page.url()).searchParams.get("query")).toBe("cart");
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await expectNoViolations(page);
});

test("linking many goes on when the page is closed, and another page shows how far it is", async () => {
  const names = Array.from({ length: MANY }, (_, n) => `many-${n + 1}`);
  await Promise.all(names.map((name) => world.bitbucket.call("POST", `${OPS}/repos`, { name })));
  const page = await openIntegration("?link=more&search=many");
  await page.getByText(`${MANY} found.`).waitFor();
  const choices = page.getByRole("group", { name: "Repositories in Bitbucket" });
  await choices.getByRole("checkbox").first().focus();
  for (const _ of names) {
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
  }
  await page.getByRole("button", { name: `Link ${MANY} repositories` }).click();
  await page.getByText("You can leave this page: it goes on.").waitFor();
  await page.close();
  const other = await openIntegration();
  const done = other.getByText(`${MANY} of ${MANY} linked.`, { exact: true });
  await done.waitFor({ timeout: 30_000 });
  expect(await listHooks(world.bitbucket, "OPS", `many-${MANY}`)).toHaveLength(1);
  await other.getByRole("button", { name: "Close", exact: true }).click();
  await done.waitFor({ state: "detached" });
}, 60_000);

test("a repository that another integration has linked is shown, with which, and cannot be chosen", async () => {
  await addRepository(world.bitbucket, "SHOP", "shared");
  await linkRepository(world, integration, "SHOP/shared");
  const { token } = await createAccessToken(world.bitbucket, "projects/SHOP/repos/shared");
  const page = await openIntegration("", { id: await connectWithAccessToken(world, token) });
  await page.getByText(/linked by .+ \(admin, access token\)$/).waitFor();
  expect(await page.getByRole("checkbox", { name: "SHOP/shared" }).isDisabled()).toBe(true);
  await expectNoViolations(page);
});

test("a repository is compared, its webhook tested, and it is unlinked by who knows what is lost", async () => {
  await linkRepository(world, integration, "SHOP/web");
  const page = await openIntegration("?query=SHOP/web");
  const row = page.getByRole("row", { name: "SHOP/web" });
  const actions = row.getByRole("button", { name: "Actions for SHOP/web" });
  await actions.click();
  await expectNoViolations(page);
  await page.getByRole("menuitem", { name: "Test the webhook" }).click();
  await page.getByText("Bitbucket reaches us with the webhook of SHOP/web.").waitFor();
  await actions.click();
  await page.getByRole("menuitem", { name: "Reconcile now" }).click();
  await page.getByText("SHOP/web is being compared with Bitbucket.").waitFor();
  await row.getByRole("cell", { name: "main" }).waitFor();
  await actions.click();
  await page.getByRole("menuitem", { name: "Unlink …" }).click();
  const dialog = page.getByRole("dialog", { name: "Unlink SHOP/web?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expectFocus(actions);
  await actions.click();
  await page.getByRole("menuitem", { name: "Unlink …" }).click();
  await dialog.getByText("all commits that were recorded of it").waitFor();
  await dialog.getByText("its deliveries").waitFor();
  await expectNoViolations(page);
  await dialog.getByRole("button", { name: "Unlink" }).click();
  await row.waitFor({ state: "detached" });
  expect(await listHooks(world.bitbucket, "SHOP", "web")).toEqual([]);
});

test("both directions of the connection are looked at again", async () => {
  await linkRepository(world, integration, "SHOP/near");
  const page = await openIntegration("?tab=connection", { expectedStatuses: [500] });
  await page.getByRole("button", { name: "Check now" }).click();
  const there = page.getByRole("region", { name: "From here to Bitbucket" });
  await there.getByText(/lets us in as admin/).waitFor();
  const back = page.getByRole("region", { name: "From Bitbucket to here" });
  await back.getByText(/It reaches us at/).waitFor();
  await page.getByText("Last check: just now").waitFor();
  await expectNoViolations(page);
  await screenshot(page, "integration-connection");
  const notLive = page.getByRole("status").filter({ hasText: "Not live." });
  const polled = `**/integrations/${integration}/`;
  await page.route(polled, (route) => route.fulfill({ status: 500, json: {} }));
  await notLive.waitFor();
  await page.unroute(polled);
  await notLive.waitFor({ state: "detached" });
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
});

test("the settings are kept, and the tab stands in the address", async () => {
  const page = await openIntegration();
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Rotate all secrets …" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate all secrets" }).click();
  await page.getByText(/webhooks are being given other secrets/).waitFor();
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await page.getByText("Paused", { exact: true }).first().waitFor();
  await expectNoViolations(page);
  await screenshot(page, "integration-settings");
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByText("Connected").waitFor();
  await page.reload();
  await page.getByRole("link", { name: "Set it for the organization" }).click();
  await page.getByRole("radio", { name: "When it is on the default branch" }).waitFor();
  await page.goBack();
  await page.getByRole("tab", { name: "Settings", selected: true }).waitFor();
  await page.goBack();
  await page.getByRole("tab", { name: "Repositories", selected: true }).waitFor();
});

test("a token that is revoked is seen without loading the page again, with the way to mend it", async () => {
  const { bitbucket, id, revoke } = await connectAnother();
  const page = await openIntegration("?tab=connection", { id, expectedStatuses: [404] });
  await page.getByText("Connected").waitFor();
  await revoke();
  await page.getByRole("button", { name: "Check now" }).click();
  await page.getByText("Not connected", { exact: true }).waitFor();
  await page
    .getByText(/Bitbucket does not accept the credentials/)
    .first()
    .waitFor();
  await expectNoViolations(page);

  await page.getByRole("link", { name: "install it again" }).click();
  await page.getByText(/ answers$/).waitFor();
  await page.getByText("This Bitbucket is there already").waitFor();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("tab", { name: "HTTP access token" }).click();
  const { token } = await createAccessToken(bitbucket);
  await page.getByLabel("Access token", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByText("Connected").waitFor();
  expect(new URL(page.url()).pathname).toBe(`/organizations/acme/integrations/${id}/`);
});

test("what is left in Bitbucket after an uninstall is told", async () => {
  const { id, revoke } = await connectAnother();
  await revoke();
  // What is looked at while it goes away is asked for once more.
  const page = await openIntegration("?tab=settings", { id, expectedStatuses: [404] });
  await page.getByRole("button", { name: "Uninstall …" }).click();
  const dialog = page.getByRole("dialog", { name: /^Uninstall / });
  await dialog.getByText("the credentials that Bitbucket gave").waitFor();
  await dialog.getByRole("button", { name: "Uninstall" }).click();
  const left = page.getByRole("dialog", {
    name: "Uninstalled, but webhooks are left in Bitbucket",
  });
  await left.getByText("SHOP/web").waitFor();
  await expectNoViolations(page);
  await left.getByRole("button", { name: "I have noted them" }).click();
  await page.getByRole("heading", { name: "Integrations", level: 1 }).waitFor();
  const rows = await world.service.list<{ id: string }>("/organizations/acme/integrations/");
  expect(rows.map((row) => row.id)).not.toContain(id);
});
