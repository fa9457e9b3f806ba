import { AppShell, Burger, Group } from "@mantine/core";
import { useDisclosure, useWindowEvent } from "@mantine/hooks";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useBrokenIntegrations } from "../api/integrations.ts";
import { useMembership } from "../api/membership.ts";
import { pathTo } from "../path-builder.ts";
import { usePathParam } from "../use-path-param.ts";
import classes from "./app-frame.module.css";
import { ColorSchemeSwitch } from "./color-scheme-switch.tsx";
import { Mark } from "./mark.tsx";
import { navEntries } from "./nav.ts";
import { NotFoundPage } from "./not-found-page.tsx";
import { isNotThere } from "./not-there.tsx";
import { OrganizationSwitcher } from "./organization-switcher.tsx";
import { UserMenu } from "./user-menu.tsx";

const NAVBAR = { width: 220, breakpoint: "sm" } as const;

/** What stands round every page of an organization that who is logged in belongs to. */
export function AppFrame() {
  const { error } = useMembership(usePathParam("organization"));
  return isNotThere(error) ? <NotFoundPage error={error} /> : <Frame />;
}

function Frame() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const content = useContentFocus(pathname);
  const burger = useRef<HTMLButtonElement>(null);
  // Where it is narrow the navigation stands before the page that it led to.
  useEffect(close, [pathname, close]);
  useWindowEvent("keydown", ({ key }) => {
    if (!isOpen || key !== "Escape") return;
    close();
    burger.current?.focus();
  });
  return (
    <AppShell
      navbar={{ ...NAVBAR, collapsed: { mobile: !isOpen } }}
      header={{ height: { base: 52, sm: 0 } }}
      padding={{ base: "md", sm: "xl" }}
    >
      <a href="#content" className={classes["skip"]}>
        Skip to the content
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes["header"]}>
        <Group h="100%" px="sm" gap="sm">
          <Burger
            ref={burger}
            opened={isOpen}
            onClick={toggle}
            size="sm"
            color="white"
            aria-label={isOpen ? "Close the navigation" : "Open the navigation"}
            aria-expanded={isOpen}
          />
          <Mark />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes["navbar"]} data-open={isOpen} aria-label="Main">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main
        id="content"
        tabIndex={-1}
        ref={content}
        className={classes["main"]}
        data-below={isOpen}
      >
        <div className={classes["page"]}>
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation() {
  const organization = usePathParam("organization");
  return (
    <>
      <AppShell.Section p="sm" visibleFrom="sm">
        <Mark />
      </AppShell.Section>
      <AppShell.Section px="sm" pt="sm">
        <OrganizationSwitcher />
      </AppShell.Section>
      <AppShell.Section grow p="sm" className={classes["links"]}>
        {navEntries.map(({ label, page }) => (
          <Link key={page} to={pathTo(page, { organization })} className={classes["link"]}>
            {label}
            {page === "integrations" && <BrokenMark organization={organization} />}
          </Link>
        ))}
      </AppShell.Section>
      <AppShell.Section p="sm" className={classes["foot"]}>
        <ColorSchemeSwitch />
        <UserMenu />
      </AppShell.Section>
    </>
  );
}

/** A push that is not brought must not go unseen by who looks at other pages. */
function BrokenMark({ organization }: { organization: string }) {
  const count = useBrokenIntegrations(organization);
  if (count === 0) return null;
  return (
    <span className={classes["mark"]}>
      {count}
      <span className="visually-hidden"> not connected</span>
    </span>
  );
}

/**
 * Another page was opened: who goes by keyboard, or hears the page, goes on in it and not where the
 * link was. Not at the first one, where the browser begins at the top itself.
 */
function useContentFocus(pathname: string) {
  const content = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    content.current?.focus();
  }, [pathname]);
  return content;
}
