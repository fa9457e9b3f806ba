import { useNavigate } from "@tanstack/react-router";
import { useOrganizations } from "../api/organizations.ts";
import { pathTo } from "../path-builder.ts";
import { usePathParam } from "../use-path-param.ts";
import classes from "./frame-select.module.css";

/** Which organization the pages are of; another one begins with its first page. */
export function OrganizationSwitcher() {
  const current = usePathParam("organization");
  const { data: organizations = [] } = useOrganizations();
  const navigate = useNavigate();
  const listed = organizations.some(({ slug }) => slug === current)
    ? organizations
    : [{ slug: current, name: current }, ...organizations];
  return (
    <select
      className={classes["select"]}
      style={{ width: "100%" }}
      aria-label="Organization"
      value={current}
      onChange={({ currentTarget }) =>
        void navigate({ to: pathTo("issues", { organization: currentTarget.value }) })
      }
    >
      {listed.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </select>
  );
}
