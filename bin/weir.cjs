#!/usr/bin/env node
/* The program `weir` as npm installs it. In the oldest syntax there is, so that any Node can read why it is too old. */
require('./node-version.cjs');
require('./start.cjs');
