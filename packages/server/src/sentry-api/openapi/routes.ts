import type { Api } from "../api.ts";
import type { OpenApiDocument } from "./document.ts";
import { getDocs } from "./get-docs.ts";

/**
 * `GET /api/0/openapi.json` and, for people, `GET /api/docs`; both need no token. What they take
 * is loaded and made when somebody first asks.
 * @param register adds the routes that are to be described
 */
export function documentRoutes(app: Api, register: (app: Api) => Promise<void>): void {
  let made: Promise<OpenApiDocument> | undefined;
  const getDocument = () => {
    made ??= import("./build-document.ts").then(({ buildDocument }) =>
      buildDocument(app, register),
    );
    return made;
  };
  app.get("/api/0/openapi.json", getDocument);
  getDocs(app, getDocument);
}
