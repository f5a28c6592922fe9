/** dbt's files of properties: what models, seeds, snapshots and sources promise by contracts and by tests of their data. */
import { tableEngine } from '../table/engine.ts';
import { withoutOthers } from '../table/without-others.ts';
import { openDbt } from './read.ts';
import { isDbt } from './recognise.ts';

export const dbt = tableEngine(
  {
    open: openDbt,
    alone: withoutOthers,
    option: 'table',
    one: 'model',
    many: 'models',
    isYaml: true,
  },
  {
    id: 'dbt',
    name: 'properties of dbt models',
    // A file of these endings is a JSON Schema unless weir.yml says otherwise.
    extensions: [],
    languages: ['dbt'],
    recognise: isDbt,
  },
);
