import type { EngineRow } from '../engine-row.ts';
import { row as specification } from './json-schema.ts';

export const row: EngineRow = { ...specification, engine: 'json-schema-ajv', limitedBy: 'code that ajv makes' };
