import { connectWithAccessToken } from "../world/connect.ts";
import type { Answer, JsonClient } from "../world/json-client.ts";
import { type Hook, listHooks } from "../world/list-hooks.ts";
import { changeDatabase } from "../world/service-database.ts";
import type { Service } from "../world/start-service.ts";

/** A service that is connected to a Bitbucket and may link its repositories. */
export class Linking {
  readonly service: Service;
  readonly bitbucket: JsonClient;
  /** The service's API, below the organization. */
  readonly acme: JsonClient;
  /** Number of the integration. */
  readonly installation: string;
  /** Number of the repository that was linked last. */
  id = "";

  constructor(service: Service, bitbucket: JsonClient, installation: string) {
    this.service = service;
    this.bitbucket = bitbucket;
    this.acme = service.service.below("/organizations/acme");
    this.installation = installation;
  }

  /** Asks for a link, by default of the repository that is always there. */
  async link(identifier = "SHOP/web", installation = this.installation): Promise<Answer> {
    const provider = "integrations:bitbucket_server";
    const wanted = { provider, installation, identifier };
    const answer = await this.acme.send("POST", "/repos/", wanted);
    if (typeof answer.json["id"] === "string") this.id = answer.json["id"];
    return answer;
  }

  /** The same link, when the service is another. */
  at(service: Service): Linking {
    const moved = new Linking(service, this.bitbucket, this.installation);
    moved.id = this.id;
    return moved;
  }

  /** The repository that was linked last, as the service tells it. */
  repository(): Promise<Answer> {
    return this.acme.send("GET", `/repos/${this.id}/`);
  }

  unlink(): Promise<Answer> {
    return this.acme.send("DELETE", `/repos/${this.id}/`);
  }

  /** Has the service look at the webhook. */
  checkHook(): Promise<Answer> {
    return this.acme.send("POST", `/repos/${this.id}/test-hook/`);
  }

  /** Connects to the same Bitbucket with another token. @returns the number of that integration */
  connect(token?: { token: string }): Promise<string> {
    const clients = { service: this.service.service, bitbucket: this.bitbucket };
    return connectWithAccessToken(clients, token?.token);
  }

  /** The webhooks that a repository of SHOP has. */
  hooks(slug = "web"): Promise<Hook[]> {
    return listHooks(this.bitbucket, "SHOP", slug);
  }

  /** Lets Bitbucket fail from now on. */
  async fault(settings: object): Promise<void> {
    await this.bitbucket.call("POST", "/sandbox/faults", settings);
  }

  async endFaults(): Promise<void> {
    await this.bitbucket.call("DELETE", "/sandbox/faults");
  }

  change(statement: string, ...values: (string | number)[]): Promise<void> {
    return changeDatabase(this.service, statement, ...values);
  }
}

/** Connects a service to a Bitbucket with a token of its administrator. */
export async function connect(service: Service, bitbucket: JsonClient): Promise<Linking> {
  const clients = { service: service.service, bitbucket };
  return new Linking(service, bitbucket, await connectWithAccessToken(clients));
}
