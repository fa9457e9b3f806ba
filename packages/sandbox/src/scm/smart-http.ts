import { finished, PassThrough, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Access, Located } from "../http/access.ts";
import { repositoryLevel } from "../http/permissions.ts";
import type { Instance } from "../instance.ts";
import { actorOf } from "../webhooks/actor.ts";
import { ended, type GitService, startGitRpc } from "./git-rpc.ts";
import type { Pushes } from "./pushes.ts";

interface ScmRoute {
  Params: { projectKey: string; repository: string };
  Querystring: { service?: string };
}

/**
 * git over smart HTTP at `/scm/{key}/{slug}.git`: the key in any case, `.git` optional. See git's own
 * `Documentation/gitprotocol-http`.
 */
export function registerSmartHttp(
  app: FastifyInstance,
  instance: Instance,
  access: Access,
  pushes: Pushes,
): void {
  // Packs are streamed to git, whatever their type and size.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

  app.get<ScmRoute>("/:projectKey/:repository/info/refs", async (request, reply) => {
    const service = serviceOf(request.query.service);
    // The dumb protocol is not served.
    if (!service)
      return reply.status(403).type("text/plain").send("Please upgrade your git client.\n");
    const located = admit(request, reply, access, service);
    if (!located) return reply;
    const protocol = request.headers["git-protocol"]?.toString();
    const gitDir = instance.gitDir(located.repository.id);
    const child = startGitRpc(service, gitDir, { advertise: true, protocol });
    child.stdin.end();
    const output = new PassThrough();
    // git's http-backend leaves the announcement out in version 2, which only fetching knows.
    const isVersion2 = service === "git-upload-pack" && protocol?.includes("version=2");
    if (!isVersion2) output.write(announcement(service));
    child.stdout.pipe(output);
    return noCache(reply).type(`application/x-${service}-advertisement`).send(output);
  });

  const rpc = { bodyLimit: Number.MAX_SAFE_INTEGER };

  app.post<ScmRoute>("/:projectKey/:repository/git-upload-pack", rpc, async (request, reply) => {
    const located = admit(request, reply, access, "git-upload-pack");
    if (!located) return reply;
    const child = startChild(request, instance, located, "git-upload-pack");
    reply.raw.on("close", () => child.kill());
    return noCache(reply).type("application/x-git-upload-pack-result").send(child.stdout);
  });

  app.post<ScmRoute>("/:projectKey/:repository/git-receive-pack", rpc, async (request, reply) => {
    const located = admit(request, reply, access, "git-receive-pack");
    if (!located) return reply;
    const output = new PassThrough();
    // A client that went away must not leave git waiting for a reader.
    output.on("close", () => output.resume());
    const receive = async () => {
      const child = startChild(request, instance, located, "git-receive-pack");
      child.stdout.pipe(output, { end: false });
      await ended(child);
    };
    const actor = actorOf(request.caller, instance.state);
    // The answer ends when the push is logged: who pushed sees it in the activities at once.
    pushes
      .run(actor, located.repository, "push", receive, () => output.end())
      .catch((error: unknown) => output.destroy(error instanceof Error ? error : undefined));
    return noCache(reply).type("application/x-git-receive-pack-result").send(output);
  });
}

function serviceOf(name: string | undefined): GitService | undefined {
  return name === "git-upload-pack" || name === "git-receive-pack" ? name : undefined;
}

/** One packet in git's line format, then a flush. */
function announcement(service: GitService): string {
  const line = `# service=${service}\n`;
  return `${(line.length + 4).toString(16).padStart(4, "0")}${line}0000`;
}

/** The repository, for a caller who may use it in this way; otherwise the refusal is sent and the answer is none. */
function admit(
  request: FastifyRequest<ScmRoute>,
  reply: FastifyReply,
  access: Access,
  service: GitService,
): Located | undefined {
  const { projectKey, repository: name } = request.params;
  const { caller } = request;
  const located = access.findRepositoryNowOrBefore(projectKey, name.replace(/\.git$/, ""));
  const level = located ? repositoryLevel(caller, located.repository, located.project) : 0;
  const needed = service === "git-upload-pack" ? 1 : 2;
  if (located && level >= needed) return located;
  if (!caller.user && !caller.token) {
    void reply.header("www-authenticate", 'Basic realm="Atlassian Bitbucket"');
    void refuse(reply, 401, "Authentication required");
  } else if (level > 0) {
    void refuse(reply, 403, "You do not have permission to push to this repository");
  } else {
    const words =
      "The requested repository does not exist, or you do not have permission to access it.";
    void refuse(reply, 404, `Repository not found\n${words}`);
  }
  return undefined;
}

function refuse(reply: FastifyReply, status: number, text: string): FastifyReply {
  return reply.status(status).type("text/plain;charset=UTF-8").send(`${text}\n`);
}

function noCache(reply: FastifyReply): FastifyReply {
  return reply.headers({
    "cache-control": "no-cache, max-age=0, must-revalidate",
    pragma: "no-cache",
  });
}

function startChild(
  request: FastifyRequest<ScmRoute>,
  instance: Instance,
  { repository }: Located,
  service: GitService,
) {
  const child = startGitRpc(service, instance.gitDir(repository.id), {
    advertise: false,
    protocol: request.headers["git-protocol"]?.toString(),
  });
  const body = request.body as Readable;
  const isCompressed = request.headers["content-encoding"] === "gzip";
  const input = isCompressed ? body.pipe(createGunzip()) : body;
  // A broken or abandoned upload: git gets no more and gives up.
  input.on("error", () => child.kill());
  finished(body, { writable: false }, (error) => (error ? child.kill() : undefined));
  input.pipe(child.stdin);
  return child;
}
