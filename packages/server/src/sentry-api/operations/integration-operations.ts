import { FOR_USERS, OF_HOST, type OperationArea } from "./operation.ts";
import { INTEGRATION_DELETE, INTEGRATION_READ, INTEGRATION_WRITE, ORG_READ } from "./scopes.ts";

export const integrationOperations: OperationArea = {
  tag: "Integrations",
  description: "Connections of an organization to code hosts, and how they are installed.",
  operations: {
    "GET /organizations/{organization}/config/integrations/": {
      id: "listIntegrationProviders",
      summary: "List what can be installed",
      scopes: ORG_READ,
    },
    "POST /organizations/{organization}/config/integrations/{provider}/check/": {
      id: "checkHost",
      summary: "Look at a host before it is installed: version, certificate, what a token may do",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/integrations/": {
      id: "listIntegrations",
      summary: "List what is installed",
      scopes: INTEGRATION_READ,
    },
    "GET /organizations/{organization}/integrations/{integration}/": {
      id: "getIntegration",
      summary: "Retrieve an integration",
      scopes: INTEGRATION_READ,
    },
    "DELETE /organizations/{organization}/integrations/{integration}/": {
      id: "deleteIntegration",
      summary: "Uninstall an integration",
      scopes: INTEGRATION_DELETE,
    },
    "GET /organizations/{organization}/integrations/{integration}/check/": {
      id: "getIntegrationHealth",
      summary: "Tell what the last look at an integration found, in both directions",
      scopes: INTEGRATION_READ,
      isAddition: true,
    },
    "POST /organizations/{organization}/integrations/{integration}/check/": {
      id: "checkIntegration",
      summary: "Ask the host all that can be wrong, and have it call us",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "POST /organizations/{organization}/integrations/{integration}/approve/": {
      id: "approveIntegration",
      summary: "Begin another approval at the host, with the consumer and key pair that there are",
      scopes: INTEGRATION_WRITE,
      refusals: FOR_USERS,
      isAddition: true,
    },
    "POST /organizations/{organization}/integrations/{integration}/pause/": {
      id: "pauseIntegration",
      summary: "Have jobs wait instead of asking the host",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "POST /organizations/{organization}/integrations/{integration}/resume/": {
      id: "resumeIntegration",
      summary: "Have jobs ask the host again",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "POST /organizations/{organization}/integrations/{integration}/rotate-secrets/": {
      id: "rotateHookSecrets",
      summary: "Give all webhooks of an integration other secrets",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/integrations/{integration}/repos/": {
      id: "searchIntegrationRepositories",
      summary: "Search the host for repositories to link",
      scopes: INTEGRATION_READ,
      refusals: OF_HOST,
    },
    "POST /organizations/{organization}/integrations/{integration}/links/": {
      id: "linkRepositories",
      summary: "Link many repositories, one after another, whoever looks on",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/integrations/{integration}/links/": {
      id: "getLinkProgress",
      summary: "Tell how far the links are that were asked for together",
      scopes: INTEGRATION_READ,
      isAddition: true,
    },
    "DELETE /organizations/{organization}/integrations/{integration}/links/": {
      id: "endLinks",
      summary: "Link no more of those, or forget how it went",
      scopes: INTEGRATION_WRITE,
      isAddition: true,
    },
    "GET /organizations/{organization}/pipeline/{pipeline}/": {
      id: "getInstallPipeline",
      summary: "Retrieve the step of an install that waits",
      scopes: INTEGRATION_READ,
      refusals: { 409: "The step is being worked on." },
    },
    "POST /organizations/{organization}/pipeline/{pipeline}/": {
      id: "advanceInstallPipeline",
      summary: "Begin an install, or take its next step",
      scopes: INTEGRATION_WRITE,
    },
  },
};
