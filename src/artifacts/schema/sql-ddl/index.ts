/** Tables as `CREATE TABLE` has them: a committed dump of a database's schema, or a file of definitions. */
import { tableEngine } from '../table/engine.ts';
import { language } from './language.ts';
import { openDdl } from './read.ts';
import { isDdl } from './recognise.ts';

export const sqlDdl = tableEngine(
  { open: openDdl, option: 'table', one: 'table', many: 'tables', isYaml: false },
  {
    id: 'sql-ddl',
    name: 'a schema in SQL',
    extensions: ['.sql'],
    languages: ['SQL'],
    recognise: isDdl,
  },
  language,
);
