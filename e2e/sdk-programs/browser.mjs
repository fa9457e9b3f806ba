/** A page as far as the SDK looks at it: no browser is needed to see what it sends. */
globalThis.window = globalThis;
globalThis.document = {
  addEventListener() {},
  location: { href: "https://shop.example.com/cart" },
};
globalThis.location = globalThis.document.location;

const Sentry = await import("@sentry/browser");
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: process.env.RELEASE,
  defaultIntegrations: false,
});
Sentry.captureException(new Error("the page broke"));
await Sentry.flush(10_000);
