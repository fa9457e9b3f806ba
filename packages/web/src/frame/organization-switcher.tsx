import { Menu } from "@mantine/core";
import { useOrganizations } from "../api/organizations.ts";
import { pathTo } from "../path-builder.ts";
import { usePathParam } from "../use-path-param.ts";
import classes from "./frame-select.module.css";
import { RouterLink } from "./page-link.tsx";

/** Which organization the pages are of; another one begins with its first page. */
export function OrganizationSwitcher() {
  const current = usePathParam("organization");
  const { data: organizations = [] } = useOrganizations();
  const listed = organizations.some(({ slug }) => slug === current)
    ? organizations
    : [{ slug: current, name: current }, ...organizations];
  const shown = listed.find(({ slug }) => slug === current);
  return (
    <Menu
      position="bottom-start"
      width="target"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button type="button" className={classes["opener"]}>
          <span className="visually-hidden">Organization </span>
          <span className={classes["name"]}>{shown?.name}</span>
          <span aria-hidden>▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {listed.map(({ slug, name }) => (
          <Menu.Item
            key={slug}
            component={RouterLink}
            to={pathTo("issues", { organization: slug })}
            aria-current={slug === current ? "true" : undefined}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
