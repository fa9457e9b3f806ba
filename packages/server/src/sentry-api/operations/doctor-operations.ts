import type { OperationArea } from "./operation.ts";
import { ORG_ADMIN } from "./scopes.ts";

export const doctorOperations: OperationArea = {
  tag: "Doctor",
  description: "Whether the service and what it depends on are well.",
  operations: {
    "GET /organizations/{organization}/doctor/": {
      id: "getDoctor",
      summary: "Look at everything that the organization depends on, and ask its hosts",
      scopes: ORG_ADMIN,
      isAddition: true,
    },
  },
};
