import { onTestFinished } from "vitest";
import { changeDatabase } from "./service-database.ts";
import type { Service } from "./start-service.ts";

/**
 * Has the database refuse every new row of a table, as if the disk were full, to the end of the test
 * at most.
 * @returns what ends it
 */
export async function refuseInserts(
  service: Pick<Service, "dataDir" | "databaseUrl">,
  table: string,
): Promise<() => Promise<void>> {
  const [create, drop] = service.databaseUrl === undefined ? onSqlite(table) : onPostgres(table);
  await changeDatabase(service, create);
  const end = () => changeDatabase(service, drop);
  onTestFinished(end);
  return end;
}

type Statements = [create: string, drop: string];

function onSqlite(table: string): Statements {
  const create = `create trigger refuse_inserts before insert on ${table}
    begin select raise(abort, 'no room'); end`;
  return [create, "drop trigger if exists refuse_inserts"];
}

function onPostgres(table: string): Statements {
  const create = `create function refuse_inserts() returns trigger language plpgsql as
      $$ begin raise exception 'no room'; end $$;
    create trigger refuse_inserts before insert on ${table}
      for each row execute function refuse_inserts()`;
  return [create, "drop function if exists refuse_inserts() cascade"];
}
