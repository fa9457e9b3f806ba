import type { DatabaseSync } from "node:sqlite";

interface Stored {
  id: number;
}

/**
 * Entities of one kind, read from memory and written through to one SQLite table, so that a restart keeps
 * everything and a write costs one row however many there are. Ids start at 1 and are never used again.
 */
export class Collection<Entity extends Stored> {
  readonly #database: DatabaseSync;
  readonly #table: string;
  readonly #rows = new Map<number, Entity>();

  constructor(database: DatabaseSync, table: string) {
    this.#database = database;
    this.#table = table;
    database.exec(
      `create table if not exists ${table} (id integer primary key autoincrement, json text not null)`,
    );
    for (const row of database.prepare(`select id, json from ${table} order by id`).all()) {
      const entity = JSON.parse(String(row.json)) as Entity;
      this.#rows.set(entity.id, entity);
    }
  }

  /** Everything, oldest first. */
  all(): Entity[] {
    return [...this.#rows.values()];
  }

  findById(id: number): Entity | undefined {
    return this.#rows.get(id);
  }

  /** @throws when there is none: the caller holds an id that the store itself gave out. */
  getById(id: number): Entity {
    const entity = this.#rows.get(id);
    if (!entity) throw new Error(`${this.#table} has no row ${id}`);
    return entity;
  }

  find(matches: (entity: Entity) => boolean): Entity | undefined {
    for (const entity of this.#rows.values()) if (matches(entity)) return entity;
    return undefined;
  }

  filter(matches: (entity: Entity) => boolean): Entity[] {
    return this.all().filter(matches);
  }

  insert(fields: Omit<Entity, "id">): Entity {
    const { lastInsertRowid } = this.#database
      .prepare(`insert into ${this.#table} (json) values ('')`)
      .run();
    const entity = { ...fields, id: Number(lastInsertRowid) } as Entity;
    this.update(entity);
    return entity;
  }

  update(entity: Entity): void {
    this.#rows.set(entity.id, entity);
    this.#database
      .prepare(`update ${this.#table} set json = ? where id = ?`)
      .run(JSON.stringify(entity), entity.id);
  }

  delete(id: number): void {
    this.#rows.delete(id);
    this.#database.prepare(`delete from ${this.#table} where id = ?`).run(id);
  }
}
