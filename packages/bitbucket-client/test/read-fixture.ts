import { readFileSync } from "node:fs";

const read = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

/** Self-signed, for `localhost` and `127.0.0.1`. */
export const certificate = read("localhost-certificate.pem");

/** RSA, in PKCS#8. */
export const privateKey = read("localhost-key.pem");
