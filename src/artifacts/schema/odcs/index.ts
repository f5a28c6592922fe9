/** Contracts in the Open Data Contract Standard 3, https://bitol-io.github.io/open-data-contract-standard/. */
import { tableEngine } from '../table/engine.ts';
import { withoutOthers } from '../table/without-others.ts';
import { openOdcs } from './read.ts';
import { isOdcs } from './recognise.ts';

export const odcs = tableEngine(
  {
    open: openOdcs,
    alone: withoutOthers,
    option: 'object',
    one: 'object',
    many: 'objects',
    isYaml: true,
  },
  {
    id: 'odcs',
    name: 'a data contract in ODCS',
    // A file of these endings is a JSON Schema unless weir.yml says otherwise.
    extensions: [],
    languages: ['ODCS'],
    recognise: isOdcs,
  },
);
