import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "./start-world.ts";

interface OauthState {
  tokens: { kind: string; token: string; secret: string; session?: { handle: string } }[];
}

/** What Bitbucket gave an integration that was installed by OAuth, as the sandbox keeps it. */
export function readOauthSecrets({ folder }: Pick<World, "folder">) {
  const text = readFileSync(join(folder, "bitbucket", "oauth.json"), "utf8");
  const { tokens } = JSON.parse(text) as OauthState;
  const access = tokens.find(({ kind }) => kind === "access");
  return {
    oauthToken: access?.token ?? "",
    oauthTokenSecret: access?.secret ?? "",
    oauthSessionHandle: access?.session?.handle ?? "",
  };
}
