/** What a page of another origin does to report, in each way that browsers have; it tells what it could. */
import * as Sentry from "@sentry/browser";

const dsn = new URL(new URLSearchParams(location.search).get("dsn"));
const envelopes = `${dsn.origin}/api${dsn.pathname}/envelope/`;

function envelope(message) {
  const id = crypto.randomUUID().replaceAll("-", "");
  const lines = [{ event_id: id }, { type: "event" }, { event_id: id, message }];
  return lines.map((line) => JSON.stringify(line)).join("\n");
}

/** The status, which a page sees only of an answer that allows its origin. */
async function post(key, message, headers = {}) {
  const url = key === undefined ? envelopes : `${envelopes}?sentry_key=${key}`;
  const response = await fetch(url, { method: "POST", body: envelope(message), headers }).catch(
    () => undefined,
  );
  return response?.status;
}

Sentry.init({ dsn: dsn.href, release: "shop@1.0.0" });
setTimeout(() => {
  throw new TypeError("the cart broke");
});
const caught = new Promise((resolve) => addEventListener("error", resolve));
await caught;

const auth = { "X-Sentry-Auth": `Sentry sentry_key=${dsn.username}, sentry_version=7` };
const beacon = `${envelopes}?sentry_key=${dsn.username}`;
const outcome = {
  sdk: await Sentry.flush(10_000),
  simple: await post(dsn.username, "by fetch"),
  preflighted: await post(undefined, "after a preflight", auth),
  refused: await post("0".repeat(32), "with a wrong key"),
  beacon: navigator.sendBeacon(beacon, envelope("by beacon")),
};
await fetch("/outcome", { method: "POST", body: JSON.stringify(outcome) });
