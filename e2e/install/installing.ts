import { addRepository } from "../world/add-repository.ts";
import { connectWithAccessToken } from "../world/connect.ts";
import type { Answer, JsonClient } from "../world/json-client.ts";
import { queryDatabase } from "../world/service-database.ts";
import type { Service } from "../world/start-service.ts";
import { startTestBitbucket } from "../world/start-test-world.ts";

const PIPELINE = "/pipeline/integration_pipeline/";

/** A service that is to be connected to some Bitbucket, step by step. */
export class Installing {
  readonly service: Service;
  /** The service's API, below the organization. */
  readonly acme: JsonClient;

  constructor(service: Service) {
    this.service = service;
    this.acme = service.service.below("/organizations/acme");
  }

  initialize(): Promise<Answer> {
    return this.input({ action: "initialize", provider: "bitbucket_server" });
  }

  /** Answers the step that the pipeline is at. */
  input(body: unknown): Promise<Answer> {
    return this.acme.send("POST", PIPELINE, body);
  }

  /** The step that the pipeline is at. */
  step(): Promise<Answer> {
    return this.acme.send("GET", PIPELINE);
  }

  /** All steps at once, with an access token. @returns the integration's number */
  connect(bitbucket: JsonClient, token?: { token: string }): Promise<string> {
    return connectWithAccessToken({ service: this.service.service, bitbucket }, token?.token);
  }

  /** What is in the database of all installs. */
  async stored(): Promise<Record<"integrations" | "identities" | "pipelines", object[]>> {
    return {
      integrations: await queryDatabase(this.service, "select * from integrations"),
      identities: await queryDatabase(this.service, "select * from identities"),
      pipelines: await queryDatabase(this.service, "select * from pipelines"),
    };
  }
}

/** A Bitbucket where there is something to link. */
export async function startFilledBitbucket(options?: { contextPath: string }): Promise<JsonClient> {
  const { bitbucket } = await startTestBitbucket(options);
  await addRepository(bitbucket, "SHOP", "web");
  return bitbucket;
}
