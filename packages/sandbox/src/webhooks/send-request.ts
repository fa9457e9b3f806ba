import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";

/** What goes out. `body` is sent byte for byte as UTF-8. */
export interface OutgoingRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
  timeoutMs: number;
  /** False: any certificate will do. */
  verifyTls: boolean;
}

export interface IncomingResponse {
  statusCode: number;
  headers: Record<string, string>;
  /** At most the first 64 KiB. */
  body: string;
}

const longestBody = 64 * 1024;

/** The open connections of one sandbox to its webhooks. */
export class Connections {
  readonly #http = new HttpAgent({ keepAlive: true });
  readonly #https = new HttpsAgent({ keepAlive: true });

  /**
   * Posts once; follows no redirect, tries nothing again.
   *
   * @throws when the receiver cannot be reached or has not answered in full within `timeoutMs`
   */
  post(outgoing: OutgoingRequest): Promise<IncomingResponse> {
    const { url, headers, body, timeoutMs, verifyTls } = outgoing;
    const signal = AbortSignal.timeout(timeoutMs);
    const common = {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      signal,
    };
    return new Promise((resolve, reject) => {
      const onResponse = (response: IncomingMessage) => {
        readResponse(response).then(resolve, reject);
      };
      const request = url.startsWith("https:")
        ? httpsRequest(
            url,
            { ...common, agent: this.#https, rejectUnauthorized: verifyTls },
            onResponse,
          )
        : httpRequest(url, { ...common, agent: this.#http }, onResponse);
      request.on("error", (error) => {
        reject(signal.aborted ? new Error(`No answer within ${timeoutMs} ms`) : error);
      });
      request.end(body);
    });
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

async function readResponse(response: IncomingMessage): Promise<IncomingResponse> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    const bytes = chunk as Buffer;
    if (length < longestBody) chunks.push(bytes);
    length += bytes.length;
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
  return {
    statusCode: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).subarray(0, longestBody).toString("utf8"),
  };
}
