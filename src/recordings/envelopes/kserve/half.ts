/** Which half of a call an event is, and what it has in common with the other one, by the names of who logged it. */
import type { Half } from '../envelope.ts';

type Attributes = Readonly<Record<string, unknown>>;

interface Logger {
  readonly type: RegExp;
  /** The attribute that request and answer share. */
  readonly id: string;
  /** What else tells one call from another: each component of a service logs the same request. */
  readonly beside: readonly (readonly string[])[];
  /** The body is a list of rows, each a call of its own. */
  readonly rows: boolean;
}

/**
 * https://kserve.github.io/website/docs/model-serving/predictive-inference/logger
 * https://docs.seldon.io/projects/seldon-core/en/latest/analytics/logging.html
 * https://learn.microsoft.com/en-us/azure/machine-learning/how-to-collect-production-data
 */
const loggers: readonly Logger[] = [
  {
    type: /^(?:org\.kubeflow\.serving\.inference\.)?(request|response)$/,
    id: 'id',
    beside: [['namespace'], ['inferenceservicename', 'inferenceService'], ['component'], ['endpoint']],
    rows: false,
  },
  {
    type: /^io\.seldon\.serving\.inference\.(request|response)$/,
    id: 'requestid',
    beside: [['namespace'], ['inferenceservicename'], ['modelid'], ['endpoint']],
    rows: false,
  },
  { type: /^azureml\.inference\.(?:model_)?(input|output)s$/, id: 'correlationid', beside: [], rows: true },
];

export interface Side {
  readonly half: Half;
  readonly id: unknown;
  readonly rows: boolean;
  /** Of the call, or of one of its rows. */
  key(row?: number): string;
}

/** Undefined for an event that is neither half of a call. Blob storage says reqType for type. */
export function sideOf(attributes: Attributes): Side | undefined {
  const type = String(attributes.reqType ?? attributes.type);
  for (const logger of loggers) {
    const [, word] = logger.type.exec(type) ?? [];
    if (word === undefined) continue;
    const id = attributes[logger.id];
    return {
      half: word === 'request' || word === 'input' ? 'request' : 'response',
      id,
      rows: logger.rows,
      key: (row) => keyOf([id, row, ...logger.beside.map((names) => firstOf(attributes, names))]),
    };
  }
  return undefined;
}

function firstOf(attributes: Attributes, names: readonly string[]): unknown {
  for (const name of names) {
    const value = attributes[name];
    if (value !== undefined && value !== null) return value;
  }
  return '';
}

/** The same for the same values only: texts, as almost all are, begin with their length. */
function keyOf(values: readonly unknown[]): string {
  let key = '';
  for (const value of values) {
    key += typeof value === 'string' ? `${value.length}:${value},` : `${JSON.stringify(value) ?? ''},`;
  }
  return key;
}
