/**
 * A path taken apart. `toString` is in no published schema but in every answer. A leading dot starts an
 * extension too: `.gitignore` has the extension `gitignore`.
 */
export function toPath(path: string) {
  const components = path === "" ? [] : path.split("/");
  const name = components.at(-1) ?? "";
  const dot = name.lastIndexOf(".");
  return {
    components,
    parent: components.slice(0, -1).join("/"),
    name,
    ...(dot >= 0 && dot < name.length - 1 ? { extension: name.slice(dot + 1) } : {}),
    toString: path,
  };
}
