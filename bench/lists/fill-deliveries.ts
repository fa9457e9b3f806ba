import { DatabaseSync } from "node:sqlite";
import { numbers } from "./numbers.ts";

export const DELIVERIES = 200_000;
const REPOSITORIES = 1_000;

/**
 * Fills the database of a service that is not running: deliveries with bodies of a kilobyte and their jobs,
 * in turn of many repositories beside the one that is there. Every thousandth failed.
 */
export function fillDeliveries(file: string): void {
  using database = new DatabaseSync(file);
  database.exec(`
    begin;
    insert into repositories
      (id, organization_id, integration_id, external_id, name, project_key, slug, url, hook_state,
        created_at, updated_at)
      select 1 + value, organization_id, 1, 1 + value, 'SHOP/service-' || value, 'SHOP',
        'service-' || value, 'https://bb/browse', 'alive', 0, 0
      from integrations, ${numbers(REPOSITORIES)};
    insert into deliveries
      (id, organization_id, integration_id, repository_id, request_id, event_key, headers, verdict,
        state, reason, received_at, finished_at, body)
      select value, organization_id, 1, 1 + value % ${REPOSITORIES}, '@' || value,
        'repo:refs_changed', '{}', 'match', iif(value % 1000, 'processed', 'failed'), null,
        ${Date.now()} - ${DELIVERIES} + value, ${Date.now()}, zeroblob(1000)
      from integrations, ${numbers(DELIVERIES)};
    insert into lanes (name, organization_id, integration_id)
      select 'repository:' || id, organization_id, integration_id from repositories;
    insert into jobs
      (lane, kind, dedupe_key, payload, state, attempts, run_at, started_at, created_at, finished_at)
      select 'repository:' || repository_id, 'process-delivery', 'process-delivery:' || id,
        '{"deliveryId":' || id || '}', iif(state = 'processed', 'done', 'set_aside'), 1,
        received_at, received_at, received_at, finished_at
      from deliveries order by id;
    commit;
  `);
}
