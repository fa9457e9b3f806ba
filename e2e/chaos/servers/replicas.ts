import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { freePort } from "../../world/free-port.ts";
import { type ServiceProcess, startServiceProcess } from "../../world/service-process.ts";
import type { Random } from "../story/random.ts";
import { type LoadBalancer, startLoadBalancer } from "./load-balancer.ts";

/** How long a killed replica is away at most, before its start. */
const LONGEST_ABSENCE_MS = 1_500;

interface Replica {
  port: number;
  process: ServiceProcess;
}

/** The processes of the service behind their load balancer. */
export class Replicas {
  readonly url: string;
  readonly #balancer: LoadBalancer;
  readonly #replicas: Replica[];
  readonly #startAt: (port: number) => Promise<ServiceProcess>;
  readonly #logFile: string;

  private constructor(
    balancer: LoadBalancer,
    replicas: Replica[],
    startAt: (port: number) => Promise<ServiceProcess>,
    logFile: string,
  ) {
    this.url = balancer.url;
    this.#balancer = balancer;
    this.#replicas = replicas;
    this.#startAt = startAt;
    this.#logFile = logFile;
  }

  /**
   * Starts `count` processes with one environment.
   * @param folder for their logs and data
   */
  static async start(
    count: number,
    folder: string,
    environment: Record<string, string>,
  ): Promise<Replicas> {
    const ports: number[] = [];
    for (let n = 0; n < count; n++) ports.push(await freePort(0));
    const balancer = await startLoadBalancer(ports);
    const startAt = (port: number) =>
      startServiceProcess({
        ...environment,
        PORT: String(port),
        PUBLIC_URL: balancer.url,
        DATA_DIR: join(folder, "service"),
      });
    const replicas: Replica[] = [];
    for (const port of ports) replicas.push({ port, process: await startAt(port) });
    return new Replicas(balancer, replicas, startAt, join(folder, "service.log"));
  }

  /** Ends one of them without a warning, and starts it again a little later. */
  async killOne(random: Random): Promise<void> {
    const replica = random.pick(this.#replicas);
    await this.#end(replica, "SIGKILL");
    await pause(random.between(0, LONGEST_ABSENCE_MS));
    replica.process = await this.#startAt(replica.port);
  }

  async close(): Promise<void> {
    this.#balancer.close();
    await Promise.all(this.#replicas.map((replica) => this.#end(replica, "SIGKILL")));
  }

  async #end({ process }: Replica, signal: NodeJS.Signals): Promise<void> {
    await process.end(signal);
    appendFileSync(this.#logFile, process.output());
  }
}
