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

const rounds = [
  { order: 1, item: 1, failure: new Error("payment 1") },
  { order: 2, item: 22, failure: new RangeError("payment 2") },
];

/** In two rounds: of two events of one millisecond nobody could say which is the latest. */
async function report() {
  for (const { order, item, failure } of rounds) {
    await Sentry.flush(10_000);
    attempt(order);
    // Something else in between: of two that are alike in a row, SDK 11 sends one.
    Sentry.captureMessage(`stock of item ${item} is low`);
    pay(failure);
  }
  Sentry.captureException(new Error("much to say"), { extra: { log: "x".repeat(60_000) } });
  await Sentry.flush(10_000);
}

void report();
