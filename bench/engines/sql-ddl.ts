import { Ajv } from 'ajv';
import type { EngineRow } from '../engine-row.ts';

const STATUS = ['new', 'paid', 'shipped', 'refunded'];

/** The same promises as a JSON Schema. */
const schema = {
  type: 'object',
  required: ['order_id', 'status', 'amount', 'quantity'],
  properties: {
    order_id: { type: 'string', maxLength: 18 },
    status: { enum: STATUS },
    amount: { type: 'number', exclusiveMaximum: 1e8 },
    quantity: { type: 'integer', minimum: 1, maximum: 100 },
    express: { type: 'boolean', nullable: true },
    placed_at: {
      type: 'string',
      nullable: true,
      pattern: '^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?$',
    },
    country: { type: 'string', maxLength: 2, nullable: true },
    weight: { type: 'number', nullable: true },
    note: { type: 'string', nullable: true },
    customer_id: { type: 'integer', nullable: true },
  },
};

export const row: EngineRow = {
  engine: 'sql-ddl',
  what: 'a row of 10 columns',
  files: {
    'orders.sql': `CREATE TYPE order_status AS ENUM (${STATUS.map((status) => `'${status}'`).join(', ')});
CREATE TABLE public.orders (
  order_id varchar(18) PRIMARY KEY,
  status order_status NOT NULL,
  amount numeric(10,2) NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100),
  express boolean,
  placed_at timestamp with time zone,
  country char(2),
  weight double precision,
  note text,
  customer_id bigint
);`,
  },
  documents: (count) =>
    Array.from({ length: count }, (_, index) => ({
      order_id: `A${index}`,
      status: STATUS[index % 4],
      amount: (index % 9000) + 0.25,
      quantity: 1 + (index % 100),
      express: index % 3 === 0,
      placed_at: `2026-01-${String(1 + (index % 28)).padStart(2, '0')}T08:15:00Z`,
      country: index % 5 === 0 ? null : 'DE',
      weight: index / 7,
      note: index % 2 === 0 ? null : 'leave it at the door',
      customer_id: index * 1000,
    })),
  bare() {
    const isRow = new Ajv({ allowUnionTypes: true }).compile(schema);
    return (documents) => documents.map((document) => (isRow(document) ? document : undefined));
  },
  comparedWith: 'ajv 8 with the same promises as a JSON Schema',
  isShownOnly: true,
  perSecond: 500_000,
  limitedBy: 'digits of decimals are counted in their texts, and days looked up in the calendar',
};
