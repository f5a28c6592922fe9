/** Which half of a call an event is, and what it has in common with the other one, by the names of who logged it. */
import type { Half } from '../envelope.ts';

type Attributes = Readonly<Record<string, unknown>>;

interface Logger {
  /** Types of its requests and of its responses. */
  readonly types: Readonly<Record<Half, readonly string[]>>;
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
    types: {
      request: ['org.kubeflow.serving.inference.request', 'request'],
      response: ['org.kubeflow.serving.inference.response', 'response'],
    },
    id: 'id',
    beside: [['namespace'], ['inferenceservicename', 'inferenceService'], ['component'], ['endpoint']],
    rows: false,
  },
  {
    types: {
      request: ['io.seldon.serving.inference.request'],
      response: ['io.seldon.serving.inference.response'],
    },
    id: 'requestid',
    beside: [['namespace'], ['inferenceservicename'], ['modelid'], ['endpoint']],
    rows: false,
  },
  {
    types: {
      request: ['azureml.inference.model_inputs', 'azureml.inference.inputs'],
      response: ['azureml.inference.model_outputs', 'azureml.inference.outputs'],
    },
    id: 'correlationid',
    beside: [],
    rows: true,
  },
];

const sides = loggers.flatMap((logger) =>
  (['request', 'response'] as const).flatMap((half) => logger.types[half].map((type) => ({ type, half, logger }))),
);

export interface Side {
  readonly half: Half;
  readonly id: unknown;
  readonly rows: boolean;
  /** Of the call, or of one of its rows. */
  key(row?: number): string;
}

/** Undefined for an event that is neither half of a call. Blob storage says reqType for type. */
export function sideOf(attributes: Attributes): Side | undefined {
  const named = attributes.reqType ?? attributes.type;
  // Each event has a text of its own, which a map would have to hash.
  const found = sides.find(({ type }) => type === named);
  if (!found) return undefined;
  const { half, logger } = found;
  const id = attributes[logger.id];
  return { half, id, rows: logger.rows, key: (row) => keyOf(logger, id, row, attributes) };
}

function firstOf(attributes: Attributes, names: readonly string[]): unknown {
  for (const name of names) {
    const value = attributes[name];
    if (value !== undefined && value !== null) return value;
  }
  return '';
}

/** The same for the same values only: texts, as almost all are, begin with their length. */
function keyOf({ beside }: Logger, id: unknown, row: number | undefined, attributes: Attributes): string {
  let key = `${partOf(id)}${row ?? ''},`;
  for (const names of beside) key += partOf(firstOf(attributes, names));
  return key;
}

function partOf(value: unknown): string {
  return typeof value === 'string' ? `${value.length}:${value},` : `${JSON.stringify(value) ?? ''},`;
}
