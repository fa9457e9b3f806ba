import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { expectFits } from "./expect-fits.ts";
import { expectNoViolations } from "./expect-no-violations.ts";
import { expectToSee } from "./expect-to-see.ts";
import { type OpenOptions, useBrowser } from "./open-browser.ts";
import { screenshot } from "./screenshot.ts";
import { type Shop, startShop } from "./start-shop.ts";

const open = useBrowser();
const DOCTOR = "/organizations/acme/doctor/";

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});

afterAll(() => shop.close());

async function openDoctor(options: OpenOptions = {}) {
  const page = await open(shop.serviceUrl, { storageState: shop.session, ...options });
  await page.goto(DOCTOR);
  return page;
}

test("the doctor finds in the browser what the API finds, and looks again", async () => {
  const page = await openDoctor();
  await expectToSee(page.getByRole("status").getByText(/^Found|^All is well/));
  const { findings } = await shop.service.call<{ findings: { message: string }[] }>("GET", DOCTOR);
  expect(await page.getByRole("listitem").count()).toBe(findings.length);
  await expectNoViolations(page);
  await screenshot(page, "doctor");
  const endFaults = () => shop.bitbucket.call<void>("DELETE", "/sandbox/faults");
  onTestFinished(endFaults);
  const fault = { kind: "status", status: 400, pathPattern: "/rest/", emptyBody: true };
  await shop.bitbucket.call("POST", "/sandbox/faults", fault);
  await page.getByRole("button", { name: "Run again" }).click();
  await expectToSee(
    page
      .getByRole("listitem")
      .filter({ hasText: /^Error/ })
      .first(),
  );
  await endFaults();
  await page.getByRole("button", { name: "Run again" }).click();
  await expect
    .poll(() =>
      page
        .getByRole("listitem")
        .filter({ hasText: /^Error/ })
        .count(),
    )
    .toBe(0);
});

test("the doctor fits where it is narrow", async () => {
  const page = await openDoctor({ width: 360, height: 740 });
  await expectToSee(page.getByRole("listitem").first());
  await expectFits(page);
  await expectNoViolations(page);
});

test("the doctor who cannot be asked offers to be asked again", async () => {
  const page = await open(shop.serviceUrl, {
    storageState: shop.session,
    expectedStatuses: [500],
  });
  await page.route("**/doctor/", (route) =>
    route.request().resourceType() === "document"
      ? route.continue()
      : route.fulfill({ status: 500, json: { detail: "Internal Error", errorId: "e1" } }),
  );
  await page.goto(DOCTOR);
  await expectToSee(page.getByText("The log has it under e1."));
  await page.unroute("**/doctor/");
  await page.getByRole("button", { name: "Try again" }).click();
  await expectToSee(page.getByRole("listitem").first());
});
