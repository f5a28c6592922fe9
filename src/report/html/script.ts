/**
 * What the page can do beyond being read: sort and unfold tables, show one segment alone, light up the map, show numbers at
 * the pointer, copy the command. Written for browsers and carried as text, since it never runs here; without it the page
 * says the same. A test checks its types against the DOM.
 */
import { copy } from './script/copy.ts';
import { map } from './script/map.ts';
import { reveal } from './script/reveal.ts';
import { segments } from './script/segments.ts';
import { slices } from './script/slices.ts';
import { sort } from './script/sort.ts';
import { tips } from './script/tips.ts';

/** Without `<` and `&`, so that markup cannot change it: its hash stands in the page's policy. */
export const script = `(() => {\n'use strict';\n${[sort, segments, slices, map, tips, copy, reveal].join('')}})();\n`;
