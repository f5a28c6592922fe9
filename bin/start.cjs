/* A checkout runs from its sources, which the published package leaves out. Read only once Node is known to be new enough. */
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const [source, built] = ['../src/cli/main.ts', '../dist/cli/main.cjs'].map((place) => join(__dirname, place));
if (existsSync(source)) import(pathToFileURL(source).href);
else if (existsSync(built)) require(built);
else {
  console.error('weir is not built: npm run build');
  process.exit(2);
}
