import { SearchTabs } from "../../lists/search-tabs.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { AccountTab } from "./account-tab.tsx";
import { AuditLogTab } from "./audit-log-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { OrganizationTab } from "./organization-tab.tsx";
import { ProjectsTab } from "./projects-tab.tsx";
import { TokensTab } from "./tokens-tab.tsx";

/** What an organization, its members and who is logged in can set. */
export function SettingsPage() {
  return (
    <>
      <PageHeader title="Settings" />
      <SearchTabs
        label="Settings"
        tabs={[
          { value: "organization", label: "Organization", content: <OrganizationTab /> },
          { value: "members", label: "Members", content: <MembersTab /> },
          { value: "projects", label: "Projects", content: <ProjectsTab /> },
          { value: "tokens", label: "Tokens", content: <TokensTab /> },
          { value: "audit-log", label: "Audit log", content: <AuditLogTab /> },
          { value: "account", label: "Your account", content: <AccountTab /> },
        ]}
      />
    </>
  );
}
