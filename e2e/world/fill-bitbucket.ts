import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Writes a project with many repositories into the folder of a sandbox that is not started yet: what its
 * lists show is there, and nothing that git would ask for, which takes a folder each.
 * @returns the names, `KEY/slug`
 */
export function fillBitbucket(dataDir: string, projectKey: string, count: number): string[] {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, "state.sqlite"));
  const slugs = Array.from({ length: count }, (_, n) => `service-${String(n).padStart(4, "0")}`);
  try {
    const project = insertInto(database, "project");
    const repository = insertInto(database, "repository");
    database.exec("begin");
    project(1, { key: projectKey, name: `Project ${projectKey}`, public: false });
    slugs.forEach((slug, n) => {
      const kind = { public: false, forkable: true, archived: false, formerAddresses: [] };
      const hierarchyId = String(n).padStart(20, "0");
      repository(n + 1, { projectId: 1, slug, name: slug, hierarchyId, ...kind });
    });
    database.exec("commit");
  } finally {
    database.close();
  }
  return slugs.map((slug) => `${projectKey}/${slug}`);
}

function insertInto(database: DatabaseSync, table: string) {
  database.exec(
    `create table if not exists ${table} (id integer primary key autoincrement, json text not null)`,
  );
  const insert = database.prepare(`insert into ${table} (id, json) values (?, ?)`);
  return (id: number, fields: object) => insert.run(id, JSON.stringify({ id, ...fields }));
}
