/** How to reach one other server. */
export interface ConnectionOptions {
  /** With context path, if any: `https://host/bitbucket`. */
  baseUrl: string;
  /** @default true */
  verifySsl?: boolean;
  /** PEM of the certificate authority that signed the server's certificate. */
  caCertificate?: string;
  /** Values of the usual environment variables; the package itself never reads the environment. */
  proxy?: { httpProxy?: string; httpsProxy?: string; noProxy?: string };
  /**
   * Whether it may be at a link-local address, where clouds give the machine its credentials.
   * @default false
   */
  allowLinkLocal?: boolean;
}
