/**
 * Compares a recorded answer with ours: the set of keys and the type of each value, recursively. Arrays
 * are compared by their first member; an empty one says nothing. `null` is a type.
 *
 * Gives lines such as `missing $.values[].id (number)`, `extra …`, `type $.hash: null, ours string`.
 */
export function compareShapes(recorded: unknown, ours: unknown, path = "$"): string[] {
  const [recordedType, ourType] = [typeOf(recorded), typeOf(ours)];
  if (recordedType !== ourType) return [`type ${path}: ${recordedType}, ours ${ourType}`];
  if (Array.isArray(recorded) && Array.isArray(ours)) {
    if (recorded.length === 0 || ours.length === 0) return [];
    return compareShapes(recorded[0], ours[0], `${path}[]`);
  }
  return isRecord(recorded) && isRecord(ours) ? compareKeys(recorded, ours, path) : [];
}

function compareKeys(
  recorded: Record<string, unknown>,
  ours: Record<string, unknown>,
  path: string,
): string[] {
  const keys = new Set([...Object.keys(recorded), ...Object.keys(ours)]);
  return [...keys].flatMap((key) => {
    const inside = `${path}.${key}`;
    if (!Object.hasOwn(ours, key)) return [`missing ${inside} (${typeOf(recorded[key])})`];
    if (!Object.hasOwn(recorded, key)) return [`extra ${inside} (${typeOf(ours[key])})`];
    return compareShapes(recorded[key], ours[key], inside);
  });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === "object";
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
