import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";

/**
 * A thread that carries SQLite's log into the database file each time that it is told to, with a
 * connection of its own that writes nothing else. `PASSIVE` waits for nobody, and nobody for it.
 */
const database = new DatabaseSync(workerData as string, { timeout: 0 });

parentPort?.on("message", (message: "checkpoint" | "end") => {
  if (message === "checkpoint") return database.exec("pragma wal_checkpoint(passive)");
  database.close();
  parentPort?.close();
});
