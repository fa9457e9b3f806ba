import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type RelayedWorld, startRelayedWorld } from "../relay/relayed-world.ts";
import { startTwoSentrys, UPSTREAM_ORG } from "../relay/two-sentrys.ts";
import { eventually } from "../world/eventually.ts";
import { git } from "../world/git.ts";
import { reportCrash } from "../world/report-crash.ts";
import type { Service } from "../world/start-service.ts";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { readSession } from "./log-in.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

/** The upstream is a second instance of the service. */
const PATIENCE_MS = 60_000;
const UPSTREAM = "/organizations/acme/upstream/";
const open = useBrowser();

async function openUpstream(relay: Service, options: OpenOptions = {}): Promise<Page> {
  const page = await open(relay.serviceUrl, {
    storageState: await readSession(relay),
    ...options,
  });
  await page.goto(UPSTREAM);
  await expectToSee(page.getByRole("heading", { name: "Upstream Sentry", level: 1 }));
  return page;
}

/** As it is narrow, and to axe. */
async function expectManners(page: Page): Promise<void> {
  await expectNoViolations(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectFits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

test(
  "a Sentry is connected, by a token whose scopes are judged, and disconnected",
  async () => {
    const both = await startTwoSentrys();
    const page = await openUpstream(both.relay, { expectedStatuses: [400] });
    await expectToSee(page.getByRole("heading", { name: "Connect it" }));
    await expectManners(page);
    const connect = page.getByRole("button", { name: "Connect" });
    await connect.click();
    await expectToSee(page.getByText("Give a token of that Sentry."));
    await page.getByLabel("URL of your Sentry").fill(both.upstream.serviceUrl);
    await page.getByLabel("Slug of your organization there").fill(UPSTREAM_ORG);
    await page.getByLabel("Token", { exact: true }).fill("sntryu_wrong");
    await connect.click();
    await expectToSee(page.getByText(/does not accept the token/));
    await expectNoViolations(page);

    await page.getByLabel("Token", { exact: true }).fill(await both.makeToken(["org:ci"]));
    await connect.click();
    await expectToSee(page.getByRole("tab", { name: "Connection" }));
    await expectToSee(page.getByText("Its scopes are org:ci."));
    await expectToSee(page.getByText(/^Issues cannot be resolved at once/));
    await page.getByRole("button", { name: "Another token or address" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Token", { exact: true }).fill(await both.makeToken());
    await expectNoViolations(page);
    await dialog.getByRole("button", { name: "Connect" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Does not").first().waitFor({ state: "detached" });
    await expectManners(page);
    await page.getByRole("alert").getByRole("button", { name: "Close" }).click();
    await page.getByText("What waited goes on.").waitFor({ state: "detached" });
    await screenshot(page, "upstream");
    await page.getByRole("tab", { name: "Projects and rules" }).click();
    await expectToSee(page.getByRole("link", { name: "shop" }));

    await page.getByRole("tab", { name: "Connection" }).click();
    await page.getByRole("button", { name: "Disconnect" }).click();
    await expectToSee(page.getByText("What waits to be sent is skipped"));
    await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
    await expectToSee(page.getByRole("heading", { name: "Connect it" }));
  },
  PATIENCE_MS,
);

test(
  "what is relayed is told with its state and reason, and rules are tried before they count",
  async () => {
    const world = await startRelayedWorld();
    await fillWorld(world);
    const page = await openUpstream(world.relay, { expectedStatuses: [400, 502, 503] });
    await page.getByRole("tab", { name: "Issues" }).click();
    await lookAtIssues(page);
    await page.getByRole("tab", { name: "Releases" }).click();
    await expectToSee(page.getByText("No release yet"));
    await page.getByRole("tab", { name: "Projects and rules" }).click();
    await page.getByRole("link", { name: "shop" }).click();
    await tryRules(page);
    await relayRelease(world, page);
    await pause(world, page);
  },
  PATIENCE_MS,
);

/** An issue and two releases there; a commit that resolves it, one that names none, and a tag. */
async function fillWorld(world: RelayedWorld): Promise<void> {
  const { upstream, clone } = world;
  const keys = `/projects/${UPSTREAM_ORG}/shop/keys/`;
  const [key] = await upstream.service.call<{ dsn: { public: string } }[]>("GET", keys);
  await reportCrash(key?.dsn.public ?? "", { fingerprint: "cart" });
  for (const message of ["Mend the cart\n\nFixes SHOP-1", "Mend more\n\nFixes SHOP-ZZ"]) {
    await writeFile(join(clone, "a.txt"), message);
    await git(clone, "add", "--all");
    await git(clone, "commit", "--quiet", "-m", message);
  }
  await git(clone, "tag", "v1.1.0");
  await git(clone, "push", "--quiet", "origin", "main", "v1.1.0");
  for (const version of ["shop@1.1.0", "shop@9.9.9"]) {
    await world.there("POST", "releases/", { version, projects: ["shop"] });
  }
  await eventually("both issues", async () => {
    const rows = await world.relay.service.call<{ state: string }[]>("GET", `${UPSTREAM}issues/`);
    const states = rows.map(({ state }) => state);
    return states.length === 2 && states.every((state) => !/waiting|pending|sending/.test(state));
  });
}

async function lookAtIssues(page: Page): Promise<void> {
  const table = page.getByRole("table", { name: "Relayed issues" });
  const sent = table.getByRole("row").filter({ hasText: "SHOP-1" });
  await expectToSee(sent.getByText("Sent"));
  const replay = sent.getByRole("button", { name: "Replay SHOP-1" });
  expect(await replay.getAttribute("aria-disabled")).toBe("true");
  await expectManners(page);
  await page.getByRole("combobox", { name: "State" }).click();
  await page.getByRole("option", { name: "Failed" }).click();
  await page.waitForURL(/tab=issues&state=failed/);
  await sent.waitFor({ state: "detached" });
  await page.goBack();
  await expectToSee(sent);
}

async function tryRules(page: Page): Promise<void> {
  const preview = page.getByRole("table", { name: "Preview" });
  const tagged = preview.getByRole("row").filter({ hasText: "shop@1.1.0" });
  await expectToSee(tagged.getByText("Yes", { exact: true }));
  await expectToSee(tagged.getByText("Tag v1.1.0 of SHOP/storefront, by its version."));
  await expectToSee(preview.getByText(/^No linked repository has tag/));
  await expectToSee(page.getByText(/^1 of the newest 2 releases would be completed/));
  await expectManners(page);
  await screenshot(page, "completion-rules");
  await page.getByRole("checkbox", { name: "A tag" }).uncheck();
  await page.getByRole("combobox", { name: "Built from (optional)" }).click();
  await page.getByRole("option", { name: "SHOP/storefront" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save and try" }).click();
  await expectToSee(page.getByText("The newest 2 releases would not be completed"));
  await page.reload();
  await expectToSee(page.getByText("SHOP/storefront", { exact: true }).first());
  await page.getByRole("checkbox", { name: "A tag" }).check();
  await page.getByRole("button", { name: "Save and try" }).click();
  await expectToSee(tagged.getByText("Yes", { exact: true }));
}

/** Its build has asked for nothing: the service finds it, and replays it when it is told to. */
async function relayRelease({ relay }: RelayedWorld, page: Page): Promise<void> {
  await relay.service.call("POST", `${UPSTREAM}check/`);
  await page.getByRole("tab", { name: "Releases" }).click();
  const row = page.getByRole("row").filter({ hasText: "shop@1.1.0" });
  await expectToSee(row);
  await relay.service.call("POST", `${UPSTREAM}check/`);
  await expectToSee(row.getByText("Sent"));
  await expectManners(page);
  await row.getByRole("button", { name: "Replay shop@1.1.0" }).click();
  await expectToSee(page.getByText("shop@1.1.0 is tried once more."));
}

/** The token that is connected is revoked there. */
async function pause({ upstream }: RelayedWorld, page: Page): Promise<void> {
  const tokens = await upstream.service.call<{ id: string; name: string }[]>("GET", "/api-tokens/");
  for (const { id, name } of tokens) {
    if (name === "relay") await upstream.service.call("DELETE", `/api-tokens/${id}/`);
  }
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: "Check again" }).click();
  await expectToSee(page.getByText("That did not work"));
  await expectToSee(page.getByRole("alert").getByText("Paused", { exact: true }));
  await expectToSee(
    page
      .getByRole("alert")
      .getByText(/does not accept the token/)
      .first(),
  );
  await expectManners(page);
}
