import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { ComponentType } from "react";
import { hasStatus } from "./api/api-error.ts";
import { isFirstRunDue } from "./api/organization-detail.ts";
import { organizationsQuery } from "./api/organizations.ts";
import { meQuery } from "./api/session.ts";
import { setupQuery } from "./api/setup.ts";
import { AppFrame } from "./frame/app-frame.tsx";
import { NotFoundPage } from "./frame/not-found-page.tsx";
import { PageFailed } from "./frame/page-failed.tsx";
import type { Search } from "./lists/use-search-state.ts";
import { NoOrganizationPage } from "./pages/home/no-organization-page.tsx";
import { toLocalAddress } from "./pages/login/to-local-address.ts";
import { pathTo, patterns } from "./path-builder.ts";

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

const login = createRoute({
  getParentRoute: () => root,
  path: patterns.login,
  async beforeLoad({ context, search }) {
    const { next }: Search = search;
    if (await isOwnerPending(context)) throw redirect({ to: pathTo("start"), replace: true });
    if (await isLoggedIn(context)) {
      throw redirect({ href: toLocalAddress(next), replace: true });
    }
  },
  component: lazyRouteComponent(() => import("./pages/login/login-page.tsx"), "LoginPage"),
});

/** The very first visit: nobody has logged in yet. */
const start = createRoute({
  getParentRoute: () => root,
  path: patterns.start,
  async beforeLoad({ context }) {
    if (!(await isOwnerPending(context))) throw redirect({ to: pathTo("home"), replace: true });
  },
  component: lazyRouteComponent(() => import("./pages/welcome/start-page.tsx"), "StartPage"),
});

/** Where that cannot be asked, the login says what is wrong. */
async function isOwnerPending({ queryClient }: { queryClient: QueryClient }): Promise<boolean> {
  const setup = await queryClient.fetchQuery(setupQuery).catch(() => undefined);
  return setup?.isOwnerPending ?? false;
}

/** Where that cannot be asked, the login says what is wrong. */
function isLoggedIn({ queryClient }: { queryClient: QueryClient }): Promise<boolean> {
  return queryClient.ensureQueryData(meQuery).then(
    () => true,
    () => false,
  );
}

/** Round all pages but the login: asks who is there, which leads to the login when nobody is. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  async beforeLoad({ context, location }) {
    try {
      await context.queryClient.ensureQueryData(meQuery);
    } catch (error) {
      if (!hasStatus(error, 401)) throw error;
      throw redirect({ to: pathTo("login"), search: { next: location.href }, replace: true });
    }
  },
});

/** Leads to the first organization: to its first run as long as that is due. */
const home = createRoute({
  getParentRoute: () => signedIn,
  path: patterns.home,
  component: NoOrganizationPage,
  async beforeLoad({ context: { queryClient } }) {
    const [first] = await queryClient.ensureQueryData(organizationsQuery);
    if (!first) return;
    const organization = first.slug;
    const page = (await isFirstRunDue(queryClient, organization)) ? "welcome" : "issues";
    throw redirect({ to: pathTo(page, { organization }), replace: true });
  },
});

const welcome = createRoute({
  getParentRoute: () => signedIn,
  path: patterns.welcome,
  component: lazyRouteComponent(() => import("./pages/welcome/welcome-page.tsx"), "WelcomePage"),
});

const frame = createRoute({ getParentRoute: () => signedIn, id: "frame", component: AppFrame });

/** A page in the frame, loaded when it is first opened. */
function page<Name extends string>(
  path: string,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
) {
  return createRoute({
    getParentRoute: () => frame,
    path,
    component: lazyRouteComponent(load, name),
  });
}

/** A new page is a line here, one in `path-builder.ts`, and mostly one in `frame/nav.ts`. */
const pages = [
  page(patterns.issues, () => import("./pages/issues/issues-page.tsx"), "IssuesPage"),
  page(patterns.issue, () => import("./pages/issues/issue/issue-page.tsx"), "IssuePage"),
  page(patterns.releases, () => import("./pages/releases/releases-page.tsx"), "ReleasesPage"),
  page(patterns.release, () => import("./pages/releases/release/release-page.tsx"), "ReleasePage"),
  page(patterns.upstream, () => import("./pages/upstream/upstream-page.tsx"), "UpstreamPage"),
  page(patterns.settings, () => import("./pages/settings/settings-page.tsx"), "SettingsPage"),
  page(
    patterns.integrations,
    () => import("./pages/integrations/integrations-page.tsx"),
    "IntegrationsPage",
  ),
  page(
    patterns.repositories,
    () => import("./pages/repositories/repositories-page.tsx"),
    "RepositoriesPage",
  ),
  page(patterns.commits, () => import("./pages/commits/commits-page.tsx"), "CommitsPage"),
  page(patterns.commit, () => import("./pages/commits/commit-page.tsx"), "CommitPage"),
  page(
    patterns.deliveries,
    () => import("./pages/deliveries/deliveries-page.tsx"),
    "DeliveriesPage",
  ),
  page(patterns.delivery, () => import("./pages/deliveries/delivery-page.tsx"), "DeliveryPage"),
  page(patterns.jobs, () => import("./pages/jobs/jobs-page.tsx"), "JobsPage"),
  page(patterns.job, () => import("./pages/jobs/job-page.tsx"), "JobPage"),
  page(patterns.doctor, () => import("./pages/doctor/doctor-page.tsx"), "DoctorPage"),
  page(
    patterns.installBitbucket,
    () => import("./pages/integrations/install/install-page.tsx"),
    "InstallPage",
  ),
  page(
    patterns.integration,
    () => import("./pages/integrations/detail/integration-page.tsx"),
    "IntegrationPage",
  ),
];

/** The addresses of the UI, with search parameters as they are and not as JSON. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      login,
      start,
      signedIn.addChildren([home, welcome, frame.addChildren(pages)]),
    ]),
    context: { queryClient },
    trailingSlash: "always",
    defaultPreload: "intent",
    scrollRestoration: true,
    defaultNotFoundComponent: () => <NotFoundPage />,
    defaultErrorComponent: PageFailed,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: toSearchText,
  });
}

function toSearchText(search: Record<string, unknown>): string {
  const given = Object.entries(search).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return given.length > 0 ? `?${new URLSearchParams(given).toString()}` : "";
}
