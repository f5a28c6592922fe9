/** A model that MLflow serves: https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally/ (POST /invocations). */
import { toLine } from '../../asking.ts';
import { endpointEngine, Misfit } from '../endpoint/engine.ts';
import { mappingAt, onlyKeys, pointerAt } from '../endpoint/read-settings.ts';

export const mlflow = endpointEngine({
  id: 'mlflow',
  name: 'requests of MLflow’s /invocations',
  wording(settings) {
    onlyKeys(settings, ['inputs', 'params']);
    const columns = mappingAt(settings, 'inputs');
    const reads = Object.keys(columns).map((name) => [name, columnAt(columns, name)] as const);
    const params = settings.params === undefined ? undefined : mappingAt(settings, 'params');
    return {
      request(document) {
        const row =
          reads.length === 0
            ? document
            : Object.fromEntries(reads.map(([name, read]) => [name, read(document) ?? null]));
        return toLine({ dataframe_records: [row], ...(params && { params }) }, {});
      },
      read(answer) {
        const { predictions } = JSON.parse(answer);
        if (!Array.isArray(predictions) || predictions.length !== 1) throw new Error('not one prediction');
        return { outcome: 'ok', value: predictions[0] };
      },
    };
  },
});

function columnAt(columns: Readonly<Record<string, unknown>>, name: string): (document: unknown) => unknown {
  try {
    return pointerAt(columns, name, '');
  } catch (error) {
    throw error instanceof Misfit ? new Misfit(`/inputs${error.pointer}`, error.expected) : error;
  }
}
