/** Keys of weir.yml that all endpoints have. Base's weir.yml alone says them: no pull request chooses who is asked. */
import { timeout } from '../../timeout.ts';
import { DEPLOYMENT } from './settings.ts';

export const endpointOptions = {
  endpoint: {
    type: 'string',
    pattern: '^https?://',
    description: 'Endpoints: the address that base is asked at, and head unless "head" says otherwise.',
    examples: ['https://scorer.acme.example/v2/models/fraud/infer'],
  },
  head: {
    type: 'string',
    minLength: 1,
    description: `Endpoints: the address that head is asked at once something of the step differs; ${DEPLOYMENT} for where the change is deployed.`,
    examples: [DEPLOYMENT],
  },
  path: {
    type: 'string',
    pattern: '^/',
    description: 'Endpoints: what follows the address of a deployment.',
    examples: ['/v2/models/fraud/infer'],
  },
  environment: {
    type: 'string',
    minLength: 1,
    description: 'Endpoints: the environment whose deployment is meant. Default: any.',
    examples: ['preview'],
  },
  hosts: {
    type: 'array',
    items: { type: 'string', minLength: 1 },
    description: 'Endpoints: hosts that a deployment may have, *. in front for all below.',
    examples: [['*.preview.acme.example']],
  },
  secret: {
    type: 'string',
    pattern: '^[A-Za-z_][A-Za-z0-9_]*$',
    description: 'Endpoints: the environment variable that holds a token; it is sent as Authorization: Bearer.',
    examples: ['SCORER_TOKEN'],
  },
  timeout,
  concurrency: {
    type: 'integer',
    minimum: 1,
    description: 'Endpoints: how many requests are under way at once, for each version. Default: 8.',
    examples: [8],
  },
  request_budget: {
    type: 'integer',
    minimum: 0,
    description: 'Endpoints: how many requests each version may cost, repeated ones counted. Default: 10,000.',
    examples: [10000],
  },
  token_budget: {
    type: 'integer',
    minimum: 0,
    description:
      'Endpoints: how many tokens each version may cost, by the usage that answers state. Default: any number.',
    examples: [1000000],
  },
} as const;
