import type { ProviderMetadata } from "../integration-provider.ts";

export const providerMetadata: ProviderMetadata = {
  description:
    "Connect a Bitbucket Server or Data Center, also one that only your own network can reach.",
  features: [
    {
      description: "Know the commits, authors and changed files of every release.",
      featureGate: "integrations-commits",
    },
    {
      description: "Resolve issues from commits: write `Fixes SHOP-1` into the message.",
      featureGate: "integrations-commits",
    },
  ],
  author: "The sentry-bitbucket-server contributors",
  noun: "Installation",
  issueUrl: "",
  sourceUrl: "",
  aspects: {
    alerts: [
      {
        type: "info",
        text: "This service must be able to reach Bitbucket, and Bitbucket must be able to reach this service at its PUBLIC_URL. Neither needs to be reachable from the internet.",
      },
    ],
  },
};
