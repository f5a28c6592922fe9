/* A checkout runs from its sources, which the published package leaves out. Read only once Node is known to be new enough. */
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

const places = ['../src/cli/main.ts', '../dist/cli/main.cjs'].map((place) => join(__dirname, place));
const program = places.find((place) => existsSync(place));
if (program === undefined) {
  console.error('weir is not built: npm run build');
  process.exit(2);
}
import(pathToFileURL(program).href);
