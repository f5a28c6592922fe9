import { opaEvents } from '../../../src/recordings/envelopes/opa-events/index.ts';
import { itOpens } from './contract.ts';

// By hand from https://www.openpolicyagent.org/docs/latest/management-decision-logs/ (event, masking, nd_builtin_cache).
const nd_builtin_cache = { 'time.now_ns': { '[]': 1663803565571 } };
const time = '2018-01-01T00:00:00.000000Z';
const decision = (more: object) => ({
  ...{ labels: { app: 'my-example-app' }, decision_id: 'a', path: 'http/example/authz/allow', timestamp: time },
  ...more,
});

itOpens({
  envelope: opaEvents,
  raw: [
    decision({ input: { user: 'bob' }, result: true, nd_builtin_cache }),
    decision({ decision_id: 'b', input: { user: 'eve' }, nd_builtin_cache, erased: ['/input/password', '/result/a'] }),
    decision({ decision_id: 'c', input: null, masked: ['/nd_builtin_cache/http.send'] }),
  ],
  records: [
    { input: { input: { user: 'bob' }, nd_builtin_cache }, output: true, id: 'a', time },
    { input: { input: { user: 'eve' }, nd_builtin_cache }, id: 'b', time, lacks: ['/input/password'] },
    { input: { input: null }, id: 'c', time, lacks: ['/nd_builtin_cache/http.send'] },
  ],
  unusable: [
    [decision({ result: true }), /^a decision without input$/],
    [decision({ erased: ['/input'] }), /^the whole input was masked$/],
    [7, /^no decision$/],
  ],
});
