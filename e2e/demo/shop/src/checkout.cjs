const Sentry = require("@sentry/node");

Sentry.init({ dsn: process.env.SENTRY_DSN, release: process.env.SENTRY_RELEASE });

function priceOf(cart) {
  return cart.items.reduce((sum, item) => sum + item.price.amount, 0);
}

function checkout(cart) {
  return { total: priceOf(cart), customer: cart.customer };
}

try {
  checkout({ customer: "ann", items: [{ name: "tea", price: undefined }] });
} catch (error) {
  Sentry.captureException(error);
}

void Sentry.close(5_000).then((sent) => process.exit(sent ? 0 : 1));
