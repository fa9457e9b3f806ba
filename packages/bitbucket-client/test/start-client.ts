import { BitbucketServerClient, type BitbucketServerClientOptions } from "../src/client.ts";
import type { ConnectionOptions, Credentials } from "../src/types.ts";

export interface TestClient extends AsyncDisposable {
  client: BitbucketServerClient;
  /** The waits between attempts, in milliseconds; none of them really takes time. */
  waits: number[];
}

export const accessToken: Credentials = { type: "accessToken", token: "s3cret-t0ken" };

/** A client whose retries do not take time and whose jitter is none. */
export function startClient(
  baseUrl: string,
  connection: Partial<ConnectionOptions> = {},
  options: BitbucketServerClientOptions = {},
): TestClient {
  const waits: number[] = [];
  const wait = (ms: number) => {
    waits.push(ms);
    return Promise.resolve();
  };
  const client = new BitbucketServerClient(
    { baseUrl, deadlineMs: 5000, ...connection },
    accessToken,
    {
      random: () => 1,
      wait,
      ...options,
    },
  );
  return { client, waits, [Symbol.asyncDispose]: () => client.close() };
}
