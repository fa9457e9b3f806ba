/** A request as it goes over the wire; nothing in it need be right. */
export interface HostileRequest {
  /** What it is aimed at; what is expected of the answer depends on it. */
  target: "webhook" | "ingest" | "api";
  method: string;
  path: string;
  headers: [string, string][];
  body: Buffer;
  /** It carries the signature that its bytes should have: it may be taken. */
  isSigned?: boolean;
}

export function toBytes({ method, path, headers, body }: HostileRequest): Buffer {
  const length: [string, string] = ["Content-Length", String(body.length)];
  const lines = [...headers, length, ["Connection", "close"]].map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = [`${method} ${path} HTTP/1.1`, "Host: localhost", ...lines, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}
