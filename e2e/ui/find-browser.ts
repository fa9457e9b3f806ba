import chromium from "@sparticuz/chromium";
import { findChromium } from "../world/find-chromium.ts";

/**
 * The Chromium that is named or on the path, else the one that comes with the development
 * dependencies, which is unpacked to the folder for temporary files the first time.
 */
export async function findBrowser(): Promise<string> {
  return findChromium() ?? (await chromium.executablePath());
}
