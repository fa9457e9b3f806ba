import { MantineProvider } from "@mantine/core";
import "@mantine/core/styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { watchAttendance } from "./api/attendance.ts";
import { watchOtherTabs } from "./api/other-tabs.ts";
import { createQueryClient, watchSession } from "./api/query-client.ts";
import "./frame/base.css";
import { pathTo } from "./path-builder.ts";
import { createAppRouter } from "./routes.tsx";
import { cssVariables, theme } from "./theme.ts";
import { Toasts } from "./ui/toasts.tsx";

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
watchSession(queryClient, goToLogin);
watchAttendance();
// Nothing of what the former user saw, or was typing, stays.
watchOtherTabs(() => location.reload());

/** From wherever the session ended, to come back there. */
function goToLogin(): void {
  const { pathname, href } = router.latestLocation;
  if (pathname === pathTo("login")) return;
  queryClient.clear();
  void router.navigate({ to: pathTo("login"), search: { next: href }, replace: true });
}

/** The service has allowed styles that carry it, in this page alone. */
const styleNonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;
// What keeps the page still behind a dialog asks for it under this name: https://github.com/theKashey/get-nonce
Object.assign(globalThis, { __webpack_nonce__: styleNonce });

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce ?? ""}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Toasts />
    </MantineProvider>
  </StrictMode>,
);
