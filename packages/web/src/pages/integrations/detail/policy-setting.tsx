import { PageLink } from "../../../frame/page-link.tsx";
import { pathTo } from "../../../path-builder.ts";
import { usePathParam } from "../../../use-path-param.ts";
import { Setting } from "./setting.tsx";

/** Where it is said from which branches commits resolve issues: it is one thing for the organization. */
export function PolicySetting() {
  const organization = usePathParam("organization");
  return (
    <Setting
      title="Branches and resolution"
      text="When a commit that names an issue, as in “Fixes SHOP-1”, resolves it, is one setting for all of the organization."
    >
      <PageLink to={pathTo("settings", { organization })}>Set it for the organization</PageLink>
    </Setting>
  );
}
