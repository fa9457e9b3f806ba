import { build } from "rolldown";

/** A script with all that it imports, as web applications are built. */
export async function bundlePageScript(path: string): Promise<string> {
  const { output } = await build({
    input: path,
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  return output[0].code;
}
