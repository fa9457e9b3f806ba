import { lazy, Suspense } from "react";
import { useOrganizations } from "../api/organizations.ts";
import { usePathParam } from "../use-path-param.ts";
import classes from "./frame-select.module.css";

/** Most have one organization, and need no menu for it. */
const OrganizationMenu = lazy(async () => ({
  default: (await import("./organization-menu.tsx")).OrganizationMenu,
}));

/** Which organization the pages are of, and the way to the others. */
export function OrganizationSwitcher() {
  const slug = usePathParam("organization");
  const { data: organizations = [] } = useOrganizations();
  const current = organizations.find((organization) => organization.slug === slug) ?? {
    slug,
    name: slug,
  };
  const name = <div className={classes["alone"]}>{current.name}</div>;
  if (organizations.length < 2) return name;
  return (
    <Suspense fallback={name}>
      <OrganizationMenu organizations={organizations} current={current} />
    </Suspense>
  );
}
