/** Tables as `CREATE TABLE` has them: a committed dump of a database's schema, or a file of definitions. */
import { tableEngine } from '../table/engine.ts';
import { language, reader } from './language.ts';
import { isDdl } from './recognise.ts';

export const sqlDdl = tableEngine(
  reader,
  {
    id: 'sql-ddl',
    name: 'a schema in SQL',
    extensions: ['.sql'],
    languages: ['SQL'],
    recognise: isDdl,
  },
  language,
);
