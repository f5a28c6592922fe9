/** Tables and views of Trino, and of Starburst, over HTTP. */
import type { Table } from '../table.ts';
import { dialect } from './dialect.ts';
import { ADDRESS, CREDENTIALS, openTrino } from './open-trino.ts';

export const trino: Table = { scheme: 'trino', address: ADDRESS, credentials: CREDENTIALS, dialect, open: openTrino };
