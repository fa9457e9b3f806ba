import { pathTo } from "../path-builder.ts";
import { PageHeader } from "../ui/page-header.tsx";
import { PageLink } from "./page-link.tsx";
import { PlainFrame } from "./plain-frame.tsx";

/** At an address that is no page's. */
export function NotFoundPage() {
  return (
    <PlainFrame>
      <PageHeader title="There is no such page" text="The link is old, or something is missing." />
      <PageLink to={pathTo("home")}>Go to the first page</PageLink>
    </PlainFrame>
  );
}
