import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { gitEnvironment } from "../git/git-environment.ts";

/** The two halves of git's smart protocol. */
export type GitService = "git-upload-pack" | "git-receive-pack";

const configuration = [
  "uploadpack.allowFilter=true",
  "uploadpack.allowAnySHA1InWant=true",
  // Objects of rewritten history stay: a range from an old end must still be listed.
  "receive.autogc=false",
  "gc.auto=0",
  // The data folder may have come from another user.
  "safe.directory=*",
];

/** Starts git's side of a conversation over HTTP. `protocol` is the request's `Git-Protocol` header. */
export function startGitRpc(
  service: GitService,
  gitDir: string,
  options: { advertise: boolean; protocol: string | undefined },
): ChildProcessWithoutNullStreams {
  const settings = configuration.flatMap((setting) => ["-c", setting]);
  const advertise = options.advertise ? ["--advertise-refs"] : [];
  const command = [service.replace("git-", ""), "--stateless-rpc", ...advertise, gitDir];
  const env = gitEnvironment(options.protocol ? { GIT_PROTOCOL: options.protocol } : {});
  const child = spawn("git", [...settings, ...command], { env });
  child.stderr.resume();
  // git hangs up early when it has heard enough; its answer says so.
  child.stdin.on("error", () => undefined);
  return child;
}

/** Ends when the process has ended, however it ended. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve) => {
    child.on("error", () => resolve());
    child.on("close", () => resolve());
  });
}
