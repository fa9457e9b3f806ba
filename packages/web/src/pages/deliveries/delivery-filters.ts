import type { Filter } from "../../ui/filter-bar.tsx";
import { stateOptions } from "./delivery-state.tsx";

/** Those that our webhooks ask for, as Bitbucket calls them. */
const EVENTS = ["repo:refs_changed", "repo:modified", "pr:merged"];

export const deliveryFilters: readonly Filter[] = [
  {
    name: "query",
    label: "Search",
    placeholder: "Repository, sha or request id",
  },
  { name: "state", label: "State", options: stateOptions },
  { name: "event", label: "Event", options: EVENTS.map((value) => ({ value, label: value })) },
];
