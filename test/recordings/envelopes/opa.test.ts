import { opa } from '../../../src/recordings/envelopes/opa/index.ts';
import { itOpens } from './contract.ts';

// By hand from https://www.openpolicyagent.org/docs/latest/management-decision-logs/ (event and masking).
function decision(more: object) {
  return {
    labels: { app: 'my-example-app', id: '1780d507', version: 'v0.28.0' },
    ...{ decision_id: '4ca636c1', path: 'http/example/authz/allow', requested_by: '[::1]:59943' },
    ...{ timestamp: '2018-01-01T00:00:00.000000Z', metrics: { timer_server_handler_ns: 1 } },
    ...more,
  };
}

const time = '2018-01-01T00:00:00.000000Z';

itOpens({
  envelope: opa,
  raw: [
    decision({ input: { method: 'GET', path: '/salary/bob' }, result: true }),
    decision({ decision_id: 'b', input: { user: 'bob' }, result: false, erased: ['/input/password'] }),
    decision({ decision_id: 'c', input: { card: '**' }, masked: ['/input/card'], result: { allow: true } }),
    // A part of the answer is gone: what production answered is not known.
    decision({ decision_id: 'd', input: { user: 'eve' }, result: { allow: true }, erased: ['/result/token'] }),
    // An undefined decision has no result.
    decision({ decision_id: 'e', input: null }),
  ],
  records: [
    { input: { method: 'GET', path: '/salary/bob' }, output: true, id: '4ca636c1', time },
    { input: { user: 'bob' }, output: false, id: 'b', time, lacks: ['/password'] },
    { input: { card: '**' }, output: { allow: true }, id: 'c', time, lacks: ['/card'] },
    { input: { user: 'eve' }, id: 'd', time },
    { input: null, id: 'e', time },
  ],
  unusable: [
    [decision({ decision_id: 'f', result: true }), /^a decision without input$/],
    [decision({ decision_id: 'f', erased: ['/input'] }), /^the whole input was masked$/],
    [decision({ decision_id: 7, input: {} }), /^no decision: it has no decision_id$/],
    // The console also says other things.
    [{ level: 'info', msg: 'Initializing server.', time: '2018-01-01T00:00:00Z' }, /^no decision/],
    [7, /^no decision$/],
  ],
});
