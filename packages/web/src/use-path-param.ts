import { useParams } from "@tanstack/react-router";

/**
 * What the address of this page names: `usePathParam("organization")`.
 * @throws Error when the pattern of the page has no such part
 */
export function usePathParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const value = params[name];
  if (value === undefined) throw new Error(`The pattern of this page has no $${name}`);
  return value;
}
