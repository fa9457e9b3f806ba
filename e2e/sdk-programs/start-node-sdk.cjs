/** Starts the SDK in the version that the environment names, as an application would. */
function startNodeSdk(options = {}) {
  const Sentry =
    process.env.SDK_VERSION === "10" ? require("sentry-node-10") : require("@sentry/node");
  Sentry.init({ dsn: process.env.SENTRY_DSN, release: process.env.RELEASE, ...options });
  return Sentry;
}

module.exports = { startNodeSdk };
