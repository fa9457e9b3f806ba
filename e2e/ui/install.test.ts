import { afterAll, beforeAll, expect, test } from "vitest";
import { addRepository } from "../world/add-repository.ts";
import { createAccessToken } from "../world/connect.ts";
import { startTestWorld } from "../world/start-test-world.ts";
import { startTlsBitbucket } from "../world/start-tls-bitbucket.ts";
import type { World } from "../world/start-world.ts";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import {
  addApplicationLink,
  atBitbucket,
  goOnFrom,
  openInstall,
  typeAddress,
} from "./install-steps.ts";
import { readSession } from "./log-in.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";

const open = useBrowser();
let world: World;
let storageState: OpenOptions["storageState"];

beforeAll(async () => {
  world = await startTestWorld();
  storageState = await readSession(world);
  await addRepository(world.bitbucket, "SHOP", "web");
});

afterAll(() => world.close());

test("an address where no Bitbucket is, is told as that while it is typed", async () => {
  const page = await open(world.serviceUrl, { storageState, expectedStatuses: [400] });
  await openInstall(page);
  await typeAddress(page, "bitbucket");
  await page.getByText("Enter a valid URL, with http:// or https://").waitFor();
  await expectNoViolations(page);
  await typeAddress(page, "http://127.0.0.1:1");
  await page.getByText(/refuses the connection/).waitFor();
  await expectNoViolations(page);
  await typeAddress(page, `${world.bitbucket.url}/other`);
  await page.getByText(/There is no Bitbucket REST API at/).waitFor();
  expect(await page.getByRole("button", { name: "Continue" }).isDisabled()).toBe(true);
  await typeAddress(page, world.bitbucket.url);
  await page.getByText("Bitbucket 9.4.0 answers").waitFor();
});

test("a certificate that is not trusted is shown, and mended by the one that is pasted", async () => {
  const { url, certificate } = await startTlsBitbucket("10.2.7");
  const page = await open(world.serviceUrl, { storageState, expectedStatuses: [400, 404] });
  await openInstall(page);
  await typeAddress(page, url);
  await page.getByText("Certificate not trusted").waitFor();
  await page.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/).waitFor();
  await expectNoViolations(page);
  await screenshot(page, "install-certificate");
  await page.getByLabel("CA certificate").fill("not a certificate");
  await page.getByText(/Give the certificate in PEM/).waitFor();
  await page.getByLabel("CA certificate").fill(certificate);
  await page.getByText("Certificate trusted").waitFor();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText(/Atlassian product via OAuth 2.0/).waitFor();
});

test("a token is told with what it may do, and what lacks, before it is used", async () => {
  const page = await open(world.serviceUrl, { storageState, expectedStatuses: [404] });
  await openInstall(page);
  await goOnFrom(page, world.bitbucket.url);
  await page.getByRole("tab", { name: "HTTP access token" }).click();
  const token = page.getByLabel("Access token", { exact: true });
  const connect = page.getByRole("button", { name: "Connect", exact: true });

  await token.fill("made-up");
  await page.getByText("This token will not do").waitFor();
  await page.getByText(/Could not use the access token with Bitbucket/).waitFor();
  expect(await page.getByText("Lacks it").count()).toBe(0);
  await page.getByText("Details").click();
  await page.getByText(/^\[401 com\.atlassian.+\] \(GET http/).waitFor();
  expect(await connect.isDisabled()).toBe(true);
  const weak = await createAccessToken(world.bitbucket, "users/admin", "REPO_READ");
  await token.fill(weak.token);
  await page.getByText("Lacks it").waitFor();
  await expectNoViolations(page);
  await screenshot(page, "install-token");

  const good = await createAccessToken(world.bitbucket);
  await token.fill(good.token);
  await page.getByText("This token will do").waitFor();
  await connect.click();
  await page.waitForURL(/\/organizations\/acme\/integrations\/\d+\/$/);
  await page.getByRole("checkbox", { name: "SHOP/web" }).waitFor();
});

test("a wrong key and a denied approval say what to do, and can be corrected, also where it is narrow", async () => {
  const narrow = { storageState, width: 360, height: 740 };
  const page = await open(world.serviceUrl, { ...narrow, ...atBitbucket(world, [400, 404]) });
  await openInstall(page);
  await goOnFrom(page, world.bitbucket.url);
  const begin = page.getByRole("button", { name: "Continue in Bitbucket" });
  await begin.click();
  await page.getByText(/no application link/).waitFor();
  await expectFits(page);
  await expectNoViolations(page);
  await addApplicationLink(page, world.bitbucket);
  await begin.click();
  await page.getByRole("button", { name: "Deny" }).click();

  await page.getByRole("heading", { name: "Bitbucket is not connected" }).waitFor();
  await page.getByRole("link", { name: "Go back to the install" }).click();
  await page.getByText(world.bitbucket.url).first().waitFor();
  await begin.click();
  await page.getByRole("button", { name: "Allow" }).click();
  await page.waitForURL(/\/organizations\/acme\/integrations\/\d+\/$/);
});

test("who may not install is told so, and who is at another address than the service has", async () => {
  const { password } = await world.service.call<{ password: string }>(
    "POST",
    "/organizations/acme/members/",
    { email: "bob@example.com", orgRole: "member" },
  );
  const page = await open(world.serviceUrl.replace("localhost", "127.0.0.1"), {
    expectedStatuses: [403],
  });
  await page.goto("/organizations/acme/integrations/bitbucket_server/install/");
  await page.getByLabel("E-mail address").fill("bob@example.com");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByLabel("New password").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.getByText(/As member you may not do this/).waitFor();
  expect(await page.getByRole("button", { name: "Continue" }).isDisabled()).toBe(true);
  await page.getByRole("link", { name: world.serviceUrl }).waitFor();
  await expectNoViolations(page);
});
