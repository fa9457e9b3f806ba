import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressFiles } from "./build/compress-files.ts";

/** Where the service is that `npm run dev:web` shows. */
const SERVICE = {
  target: "http://127.0.0.1:9000",
  // It takes writes from its own pages alone.
  headers: { origin: "http://localhost:9000" },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressFiles()],
  build: {
    outDir: join(import.meta.dirname, "../server/ui"),
    emptyOutDir: true,
    // What is younger than these knows it without help: https://caniuse.com/link-rel-modulepreload
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The first with light-dark(), which is written in another way for older ones.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
  },
  server: { proxy: { "/api": SERVICE, "/extensions": SERVICE } },
});
