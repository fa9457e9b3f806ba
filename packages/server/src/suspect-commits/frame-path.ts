import type { EventFrame } from "../ingest/ingested-event.ts";

/** What a frame tells of its file. */
export type FrameFile = Pick<EventFrame, "filename" | "absPath" | "module">;

/**
 * The file of a frame with `/` between its parts, as far as the frame tells: `/app/src/cart.js` of
 * `file:///app/src/cart.js`, `static/cart.js` of `https://shop.example.com/static/cart.js?v=3`,
 * `com/acme/Cart.java` of the module `com.acme.Cart` in `Cart.java`. Undefined for a frame without one.
 */
export function toFramePath(frame: FrameFile): string | undefined {
  const file = frame.filename ?? frame.absPath;
  if (file === undefined || file.startsWith("<")) return undefined;
  return fromModule(frame.module, file) ?? fromFile(file);
}

/** Java and its kin tell the file without its folder, and the folder as a package. */
function fromModule(module: string | undefined, file: string): string | undefined {
  if (module === undefined || !/^[\w$]+\.(?:java|kt|kts|scala|groovy|clj)$/.test(file))
    return undefined;
  const packages = module.split(".").slice(0, -1);
  return [...packages, file].join("/");
}

function fromFile(file: string): string {
  const [path = file] = file.split(/[?#]/, 1);
  return path
    .replaceAll("\\", "/")
    .replace(/^file:\/\//, "")
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i, "")
    .replace(/^(?:\.\/)+/, "");
}
