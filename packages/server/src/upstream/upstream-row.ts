import { fromPauseColumns, type PauseColumns } from "../integrations/pause.ts";
import { readShortcomings } from "./connect/list-shortcomings.ts";
import type { Upstream } from "./types.ts";

/** All but the token, which is opened only by who needs it. */
export const upstreamColumns = [
  "organizationId",
  "connectionId",
  "baseUrl",
  "regionUrl",
  "slug",
  "remoteId",
  "verifySsl",
  "caCertificate",
  "account",
  "scopes",
  "shortcomings",
  "checkedAt",
  "pauseCode",
  "pauseReason",
  "pausedAt",
  "createdAt",
  "updatedAt",
] as const;

type Row = PauseColumns & {
  organizationId: number;
  connectionId: string;
  baseUrl: string;
  regionUrl: string | null;
  slug: string;
  remoteId: string | null;
  verifySsl: 0 | 1;
  caCertificate: string | null;
  account: string;
  scopes: string;
  shortcomings: string;
  checkedAt: number;
  createdAt: number;
  updatedAt: number;
};

export function toUpstream(row: Row): Upstream {
  const { regionUrl, remoteId, caCertificate, pauseCode, pauseReason, pausedAt, ...rest } = row;
  const pause = fromPauseColumns({ pauseCode, pauseReason, pausedAt });
  return {
    ...rest,
    verifySsl: row.verifySsl === 1,
    scopes: (JSON.parse(row.scopes) as string[] | null) ?? undefined,
    shortcomings: readShortcomings(JSON.parse(row.shortcomings) as string[]),
    ...(regionUrl !== null && { regionUrl }),
    ...(remoteId !== null && { remoteId }),
    ...(caCertificate !== null && { caCertificate }),
    ...(pause && { pause }),
  };
}
