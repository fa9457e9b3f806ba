interface Link {
  href: string;
}

interface RepositoryAddress {
  key: string;
  slug: string;
}

/** The addresses under which Bitbucket links its entities: its own base URL, context path included. */
export class Links {
  readonly #baseUrl: () => string;

  /** `baseUrl` without a trailing slash; asked for each time, since a free port is known only after listening. */
  constructor(baseUrl: () => string) {
    this.#baseUrl = baseUrl;
  }

  get baseUrl(): string {
    return this.#baseUrl();
  }

  project(key: string): { self: Link[] } {
    return self(
      key.startsWith("~")
        ? `${this.baseUrl}/users/${key.slice(1)}`
        : `${this.baseUrl}/projects/${key}`,
    );
  }

  user(slug: string): { self: Link[] } {
    return self(`${this.baseUrl}/users/${slug}`);
  }

  repository(address: RepositoryAddress): { clone: (Link & { name: string })[]; self: Link[] } {
    const host = new URL(this.baseUrl).hostname;
    const path = `${address.key.toLowerCase()}/${address.slug}.git`;
    return {
      clone: [
        { href: `ssh://git@${host}:7999/${path}`, name: "ssh" },
        { href: `${this.baseUrl}/scm/${path}`, name: "http" },
      ],
      ...self(`${this.#web(address)}/browse`),
    };
  }

  pullRequest(address: RepositoryAddress, number: number): { self: Link[] } {
    return self(`${this.#web(address)}/pull-requests/${number}`);
  }

  /** A changed file of a commit. */
  change(address: RepositoryAddress, commit: string, path: string): { self: Link[] } {
    return self(`${this.commitPage(address, commit)}#${encodeURI(path)}`);
  }

  commitPage(address: RepositoryAddress, id: string): string {
    return `${this.#web(address)}/commits/${id}`;
  }

  /** The page of a file or directory. @param at a ref or hash */
  sourcePage(address: RepositoryAddress, path: string, at: string): string {
    const below = path
      .split("/")
      .map((name) => (name === "" ? "" : `/${encodeURIComponent(name)}`));
    return `${this.#web(address)}/browse${below.join("")}?at=${encodeURIComponent(at)}`;
  }

  #web({ key, slug }: RepositoryAddress): string {
    const owner = key.startsWith("~") ? `users/${key.slice(1)}` : `projects/${key}`;
    return `${this.baseUrl}/${owner}/repos/${slug}`;
  }
}

function self(href: string): { self: Link[] } {
  return { self: [{ href }] };
}
