/**
 * Imported first, and plain JavaScript, so that an older Node says in words what it lacks instead
 * of failing on the first TypeScript file.
 */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 15)) {
  process.stderr.write(
    `This needs Node.js 24.15 or newer, and runs on ${process.versions.node}. Start it with \`npm run\` after \`npm install\`, which brings the right one on Linux x64, or install it.\n`,
  );
  process.exit(1);
}
