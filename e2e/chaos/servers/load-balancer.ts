import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands in front of the replicas: each connection goes to the next one that takes it. */
export interface LoadBalancer {
  url: string;
  close(): void;
}

/**
 * A forwarder of TCP connections. When no replica takes a connection it is broken: who called sees the
 * service as away.
 * @param ports of the replicas on this machine, up or not
 */
export async function startLoadBalancer(ports: number[]): Promise<LoadBalancer> {
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
    client.on("error", () => client.destroy());
    turn++;
    forward(client, [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)]);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      for (const client of open) client.destroy();
    },
  };
}

function forward(client: Socket, [port, ...others]: number[]): void {
  if (port === undefined) {
    client.destroy();
    return;
  }
  const replica = connect(port, "127.0.0.1");
  let isThere = false;
  replica.on("connect", () => {
    isThere = true;
    client.pipe(replica).pipe(client);
  });
  replica.on("error", () => (isThere ? client.destroy() : forward(client, others)));
  replica.on("close", () => isThere && client.destroy());
  client.on("close", () => replica.destroy());
}
