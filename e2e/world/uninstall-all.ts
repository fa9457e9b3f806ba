import { changeDatabase } from "./service-database.ts";
import type { Service } from "./start-service.ts";

/** Forgets all integrations and repositories, without telling Bitbucket. */
export async function uninstallAll(service: Service): Promise<void> {
  await changeDatabase(service, "delete from integrations");
  await changeDatabase(service, "delete from pipelines");
}
