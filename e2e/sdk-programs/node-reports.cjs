const { startNodeSdk } = require("./start-node-sdk.cjs");

/** An application that reports what it catches. */
const Sentry = startNodeSdk();
Sentry.setUser({ id: "4711", email: "jane@example.com" });
Sentry.setTag("region", "eu");
Sentry.addBreadcrumb({ category: "cart", message: "added an item" });

function checkout(cart) {
  try {
    return cart.items.length;
  } catch (error) {
    throw new TypeError("Cannot check out", { cause: error });
  }
}

function attempt(order) {
  try {
    checkout(undefined);
  } catch (error) {
    Sentry.captureException(error, { extra: { order } });
  }
}

// Something else in between: of two that are alike in a row, SDK 11 sends one.
attempt(1);
Sentry.captureMessage("stock of item 1 is low");
attempt(2);
Sentry.captureMessage("stock of item 22 is low");
Sentry.captureException(new Error("payment 1"), { fingerprint: ["payments"], level: "fatal" });
Sentry.captureException(new RangeError("payment 2"), { fingerprint: ["payments"], level: "fatal" });
Sentry.captureException(new Error("much to say"), { extra: { log: "x".repeat(60_000) } });
void Sentry.flush(10_000);
