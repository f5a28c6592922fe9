/** Generated from schemas/weir.schema.json by `npm run generate`; change that file instead. */

export interface WeirYml {}
