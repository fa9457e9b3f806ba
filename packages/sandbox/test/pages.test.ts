import { expect, test } from "vitest";
import { cart, type SandboxWorld, startWorld } from "./sandbox-world.ts";

const FILE = "src/<b> & 1.ts";
const ENCODED = "src/%3Cb%3E%20%26%201.ts";
const MESSAGE = "<img src=x onerror=alert(1)>";

/** The cart with one commit, and the two hashes that its pages name. */
async function startWithCommits() {
  const world = await startWorld();
  const clone = await world.makeCart();
  const first = await clone.commit("First", { "old.ts": "gone\n", "image.bin": "\0" });
  await clone.git("rm", "--quiet", "old.ts");
  const head = await clone.commit(MESSAGE, { [FILE]: "one\n<script>two</script>\n" });
  await clone.push("HEAD:main");
  return { world, first, head };
}

const open = (world: SandboxWorld, path: string, as = "admin:admin") =>
  world.call("GET", cart + path, { as, headers: { accept: "text/html" } });

test("a file is shown by lines that their numbers lead to, as text", async () => {
  const { world, head } = await startWithCommits();
  const { status, headers, text } = await open(world, `/browse/${ENCODED}?at=${head}`);
  expect([status, headers.get("content-type")]).toEqual([200, "text/html;charset=UTF-8"]);
  expect(headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; frame-ancestors 'none'$/,
  );
  expect(text).toContain('<li id="1">one</li>');
  expect(text).toContain('<li id="2">&#60;script&#62;two&#60;/script&#62;</li>');
  expect(text).not.toContain('<li id="3">');
  expect(text).toContain(`${cart}/commits/${head}`);
});

test("a directory leads to what is in it, at the same revision", async () => {
  const { world } = await startWithCommits();
  const root = await open(world, "/browse?at=main");
  expect(root.text).toContain(`href="${world.sandbox.url}${cart}/browse/src?at=main">src/</a>`);
  const { text } = await open(world, "/browse/src/");
  expect(text).toContain(
    `${cart}/browse/${ENCODED}?at=refs%2Fheads%2Fmain">&#60;b&#62; &#38; 1.ts`,
  );
  expect((await open(world, "/browse/image.bin")).text).toContain("This is no text.");
});

test("a commit is shown with its message, author and changed files", async () => {
  const { world, first, head } = await startWithCommits();
  const { text } = await open(world, `/commits/${head}`);
  expect(text).toContain("&#60;img src=x onerror=alert(1)&#62;");
  expect(text).not.toContain("<img");
  expect(text).toContain("Jane Citizen (jane@example.com)");
  expect(text).toContain(`${cart}/commits/${first}`);
  expect(text).toContain('<li id="old.ts">old.ts deleted</li>');
  expect(text).toContain(`${cart}/browse/${ENCODED}?at=${head}`);
  expect((await open(world, `/commits/${first}`)).text).toContain("after none");
});

test.each([
  ["/browse/nothing.ts", 404],
  ["/browse?at=nowhere", 404],
  ["/commits/main", 404],
  [`/commits/${"f".repeat(40)}`, 404],
])("%s is no page: %i says why", async (path, status) => {
  const { world } = await startWithCommits();
  const answer = await open(world, path);
  expect(answer.status).toBe(status);
  expect(answer.text).toContain("does not exist");
});

test("who has not logged in is asked to, also after a wrong password", async () => {
  const { world, head } = await startWithCommits();
  for (const as of ["", "admin:wrong"]) {
    const { status, headers } = await open(world, `/commits/${head}`, as);
    expect([status, headers.get("www-authenticate")]).toEqual([
      401,
      'Basic realm="Atlassian Bitbucket"',
    ]);
  }
});

test("a program that takes no HTML finds nothing there", async () => {
  const { world, head } = await startWithCommits();
  const { status, json } = await world.call("GET", `${cart}/commits/${head}`);
  expect([status, json]).toMatchObject([404, { "status-code": 404 }]);
});
