/* Ends with one line where Node is too old for Weir; package.json says which is needed. In the oldest syntax there is. */
// biome-ignore-all lint: what reads well in new Node would not be read at all by an old one.
var needed = require('../package.json').engines.node.replace(/\D+/g, '');
var here = process.versions.node;

if (Number(here.split('.')[0]) < Number(needed)) {
  var isCheckout = require('fs').existsSync(__dirname + '/../src');
  var advice = isCheckout
    ? 'npm ci brings one, unless it is told --ignore-scripts; or get one from https://nodejs.org'
    : 'Get one from https://nodejs.org, or with nvm: nvm install 26';
  console.error('weir needs Node ' + needed + ' or later, and this is ' + here + '. ' + advice);
  process.exit(2);
}
