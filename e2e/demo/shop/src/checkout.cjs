const Sentry = require("@sentry/node");

Sentry.init({ dsn: process.env.SENTRY_DSN, release: process.env.SENTRY_RELEASE });

function priceOf(item) {
  return item.price.amount;
}

function checkout(cart) {
  return cart.items.map(priceOf).reduce((total, price) => total + price, 0);
}

try {
  checkout({ items: [{ name: "tea", price: undefined }] });
} catch (error) {
  Sentry.captureException(error);
}

void Sentry.close(5_000).then((sent) => process.exit(sent ? 0 : 1));
