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

function pay(error) {
  Sentry.captureException(error, { fingerprint: ["payments"], level: "fatal" });
}

/** In two rounds: of two events of one millisecond nobody could say which is the latest. */
async function report() {
  attempt(1);
  Sentry.captureMessage("stock of item 1 is low");
  pay(new Error("payment 1"));
  await Sentry.flush(10_000);
  attempt(2);
  Sentry.captureMessage("stock of item 22 is low");
  pay(new RangeError("payment 2"));
  Sentry.captureException(new Error("much to say"), { extra: { log: "x".repeat(60_000) } });
  await Sentry.flush(10_000);
}

void report();
