/** Generated from the registries in src/recordings by `npm run generate`; change these instead. */

type Part = 'output' | 'label' | 'id' | 'time' | 'weight' | 'value' | 'lacks';

/** Where an envelope’s records hold their parts, by the `format` that names it. */
export const envelopeParts: Readonly<Record<string, { readonly input: string } & { readonly [part in Part]?: string }>> = {"native":{"input":"/input","output":"/output","label":"/label","id":"/id","time":"/time","weight":"/weight","value":"/value","lacks":"/lacks"},"opa":{"input":"/input","output":"/output","id":"/id","time":"/time","lacks":"/lacks"},"opa-events":{"input":"/input","output":"/output","id":"/id","time":"/time","lacks":"/lacks"},"kserve":{"input":"/input","output":"/output","id":"/id","time":"/time"},"sagemaker":{"input":"/input","output":"/output","id":"/id","time":"/time"},"databricks":{"input":"/input","output":"/output","id":"/id","time":"/time","weight":"/weight"},"openai":{"input":"/input","output":"/output","id":"/id","time":"/time"},"otel-genai":{"input":"/input","output":"/output","id":"/id","time":"/time"},"har":{"input":"/input","output":"/output","time":"/time"}};

/** Schemes of addresses that recordings may have, and how such addresses look. */
export const addressSchemes: readonly string[] = ["file","s3","gs","az","https","http"];
export const addresses: readonly string[] = ["file:///…","s3://…","gs://…","az://…","https://…"];

/** The same of tables. */
export const tableSchemes: readonly string[] = ["postgres","clickhouse","trino","bigquery","snowflake","athena","databricks"];
export const tables: readonly string[] = ["postgres://host/database/schema.table","clickhouse://host/database.table","trino://host/catalog.schema.table","bigquery://project/dataset.table","snowflake://account/database.schema.table","athena://workgroup/database.table","databricks://host/catalog.schema.table"];
