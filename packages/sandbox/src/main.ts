import { parseArgs } from "node:util";
import { type Sandbox, startSandbox } from "./sandbox.ts";

const usage = `Usage: npm run sandbox -- [options]

  --port N           port to listen on (7990)
  --host ADDRESS     address to listen on (127.0.0.1)
  --url-host NAME    host name of the base URL (localhost)
  --data DIR         where projects, repositories and users are kept (./data/sandbox)
  --context-path P   path in front of every address, as /bitbucket
  --dates MODE       dates in webhooks: epoch (as 9.x) or iso (as 10.x)
  --show-all-rows    lists without hidden rows: nextPageStart does not jump
  --help`;

try {
  await main();
} catch (error) {
  console.error(toSentence(error));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "7990" },
      host: { type: "string", default: "127.0.0.1" },
      "url-host": { type: "string", default: "localhost" },
      data: { type: "string", default: "data/sandbox" },
      "context-path": { type: "string", default: "" },
      dates: { type: "string", default: "epoch" },
      "show-all-rows": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return console.log(usage);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port} is not a port: use a number from 0 to 65535.`);
  }
  const { dates } = values;
  if (dates !== "epoch" && dates !== "iso") {
    throw new Error(`--dates ${dates} is unknown: use epoch or iso.`);
  }
  const sandbox = await startSandbox({
    port,
    host: values.host,
    publicHost: values["url-host"],
    dataDir: values.data,
    contextPath: values["context-path"],
    dates,
    hideRows: !values["show-all-rows"],
  });
  announce(sandbox, values.data);
  stopOnSignal(sandbox);
}

function announce(sandbox: Sandbox, dataDir: string): void {
  console.log(`Bitbucket Server sandbox: ${sandbox.url}`);
  console.log("  user      admin / admin");
  console.log(`  data      ${dataDir}`);
  console.log(`  controls  ${sandbox.url}/sandbox/ (packages/sandbox/README.md)`);
  console.log("Ctrl-C stops it.");
}

function stopOnSignal(sandbox: Sandbox): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void sandbox.close().then(() => console.log("Stopped."));
    });
  }
}

function toSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") {
    return "The port is taken, perhaps by another sandbox: stop that one, or choose another with --port.";
  }
  return error.message;
}
