import { Client, DatabaseError } from "pg";
import { createPostgresDatabase, dropPostgresDatabase } from "./start-postgres.ts";

/** What the test databases of a run are made from. */
export interface DatabaseTemplate {
  /** Of the server. */
  url: string;
  /** The name of a database with all tables and no rows. */
  name: string;
  /** What tells it from a database in which a test has changed tables or migrations. */
  shape: string;
}

/** @param template its URL */
export async function readTemplate(url: string, template: string): Promise<DatabaseTemplate> {
  const name = new URL(template).pathname.slice(1);
  return { url, name, shape: await withClient(template, readShape) };
}

const taken = new Set<string>();

/**
 * Making a database takes several times as long as emptying one. So each worker of vitest has some of
 * its own, one for each store that a test needs at a time, and empties them before they are used:
 * whatever a test has left behind, or a service that it killed, is gone then.
 * @returns the URL of a database with all tables and no rows
 */
export async function takeTestDatabase(template: DatabaseTemplate): Promise<string> {
  const worker = process.env["VITEST_POOL_ID"] ?? "0";
  let place = 1;
  while (taken.has(`test_${worker}_${place}`)) place++;
  const name = `test_${worker}_${place}`;
  taken.add(name);
  const url = Object.assign(new URL(template.url), { pathname: `/${name}` }).href;
  if (!(await emptyDatabase(url, template.shape))) {
    await createPostgresDatabase(template.url, { name, template: template.name });
  }
  return url;
}

/** Lets the next test have it. */
export function giveBackTestDatabase(url: string): void {
  taken.delete(new URL(url).pathname.slice(1));
}

/** @returns whether there is one now; one of another shape is dropped */
async function emptyDatabase(url: string, shape: string): Promise<boolean> {
  try {
    const isWhole = await withClient(url, async (client) => {
      await client.query(END_OTHERS);
      await client.query(DELETE_ROWS);
      return (await readShape(client)) === shape;
    });
    if (!isWhole) await dropPostgresDatabase(url);
    return isWhole;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === DOES_NOT_EXIST) return false;
    throw error;
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: `invalid_catalog_name` */
const DOES_NOT_EXIST = "3D000";

/** Waits for the end of each, up to 10 s. */
const END_OTHERS = `select pg_terminate_backend(pid, 10000) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

/** In any order, without foreign keys; ten times as quick as `truncate`, where there are few rows. */
const DELETE_ROWS = `do $$ declare item record; begin
  set local session_replication_role = replica;
  for item in select tablename as name from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%'
  loop execute format('delete from %I', item.name); end loop;
  for item in select oid from pg_class where relkind = 'S'
  loop perform setval(item.oid, 1, false); end loop;
end $$`;

async function readShape(client: Client): Promise<string> {
  const { rows } = await client.query<{ shape: string }>(`
    select md5(string_agg(part, ' ' order by part)) as shape from (
      select attrelid::regclass || '.' || attname || ' ' || atttypid || attnotnull as part
        from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace and attnum > 0
      union all
      select tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal
      union all
      select name from kysely_migration
    ) parts`);
  return rows[0]?.shape ?? "";
}

async function withClient<Result>(
  url: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
