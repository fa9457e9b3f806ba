/** Between the tabs of a browser, which share one session. */
const tabs = new BroadcastChannel("session");

/** Says in the others that somebody has logged in or out here. */
export function tellOtherTabs(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
  tabs.postMessage("changed");
}

/** Calls `onChange` when somebody has logged in or out in another one. */
export function watchOtherTabs(onChange: () => void): void {
  tabs.addEventListener("message", onChange);
}
