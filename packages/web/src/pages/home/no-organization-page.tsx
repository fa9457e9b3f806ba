import { PlainFrame } from "../../frame/plain-frame.tsx";
import { UserMenu } from "../../frame/user-menu.tsx";
import { PageHeader } from "../../ui/page-header.tsx";

/** Shown to who is in no organization any more. */
export function NoOrganizationPage() {
  return (
    <PlainFrame>
      <PageHeader
        title="No organization"
        text="You are in no organization any more. Ask an owner of one to invite you."
      />
      <UserMenu />
    </PlainFrame>
  );
}
