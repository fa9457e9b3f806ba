import { Menu } from "@mantine/core";
import type { OrganizationAnswer } from "@sentry-bitbucket-server/api-contract/organization";
import { pathTo } from "../path-builder.ts";
import classes from "./frame-select.module.css";
import { RouterLink } from "./page-link.tsx";

interface OrganizationMenuProps {
  organizations: Pick<OrganizationAnswer, "slug" | "name">[];
  current: Pick<OrganizationAnswer, "slug" | "name">;
}

/** Links to the first pages of organizations. */
export function OrganizationMenu({ organizations, current }: OrganizationMenuProps) {
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
          <span className={classes["name"]}>{current.name}</span>
          <span aria-hidden>▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {organizations.map(({ slug, name }) => (
          <Menu.Item
            key={slug}
            component={RouterLink}
            to={pathTo("issues", { organization: slug })}
            aria-current={slug === current.slug ? "true" : undefined}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
