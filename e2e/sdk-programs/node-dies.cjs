const { startNodeSdk } = require("./start-node-sdk.cjs");

/** An application that nobody catches. */
startNodeSdk();
setImmediate(function grow() {
  return (1).toFixed(-1);
});
