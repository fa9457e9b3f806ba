import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { noSuchEntity } from "../http/bitbucket-error.ts";
import { parseBody } from "../http/parse-body.ts";
import type { WebhookDeliveries } from "../webhooks/webhook-deliveries.ts";
import { type Faults, newFault } from "./faults.ts";
import type { Settings } from "./settings.ts";

const settingsBody = z.object({
  dates: z.enum(["epoch", "iso"]).optional(),
  signPings: z.boolean().optional(),
});

/** `/sandbox/faults`, `/sandbox/settings`, `/sandbox/deliveries`: see the README. */
export function registerControlRoutes(
  app: FastifyInstance,
  faults: Faults,
  settings: Settings,
  deliveries: WebhookDeliveries,
): void {
  app.get("/faults", async () => faults.list());
  app.post("/faults", async (request, reply) =>
    reply.status(201).send(faults.add(parseBody(request, newFault))),
  );
  app.delete("/faults", async (_request, reply) => {
    faults.clear();
    return reply.status(204).send();
  });
  app.delete<{ Params: { id: string } }>("/faults/:id", async (request, reply) => {
    const id = Number(request.params.id);
    if (!faults.list().some((fault) => fault.id === id))
      throw noSuchEntity(`No fault has the id ${id}.`);
    faults.remove(id);
    return reply.status(204).send();
  });

  app.get("/settings", async () => settings);
  app.put("/settings", async (request) => {
    const { dates = settings.dates, signPings = settings.signPings } = parseBody(
      request,
      settingsBody,
    );
    return Object.assign(settings, { dates, signPings });
  });

  app.get("/deliveries", async () => deliveries.records());
  app.delete("/deliveries", async (_request, reply) => {
    deliveries.forget();
    return reply.status(204).send();
  });
  app.get("/idle", async (_request, reply) => {
    await deliveries.idle();
    return reply.status(204).send();
  });
}
