import { pathTo } from "../path-builder.ts";
import { NotThere } from "./not-there.tsx";
import { PageLink } from "./page-link.tsx";
import { PlainFrame } from "./plain-frame.tsx";

/** At an address that is no page's. @param props `error`: what the service says of its organization */
export function NotFoundPage({ error }: { error?: Error }) {
  return (
    <PlainFrame>
      <NotThere error={error}>
        <PageLink to={pathTo("home")}>Go to the first page</PageLink>
      </NotThere>
    </PlainFrame>
  );
}
