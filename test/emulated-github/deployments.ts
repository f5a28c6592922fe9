/** Where commits are deployed: https://docs.github.com/rest/deployments */
import { numberOf, Refusal, type Route, repositoryOf } from './call.ts';
import { tell } from './events.ts';
import { personJson } from './json.ts';
import { type Deployment, now, type Person, type RepositoryRecord, type World } from './world.ts';

export interface Deploy {
  readonly environment: string;
  readonly state: Deployment['state'];
  /** Where it can be seen. */
  readonly url: string;
}

export const deploymentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/deployments',
    needs: ['deployments:read'],
    handle(call) {
      const { deployments } = repositoryOf(call);
      const [sha, environment] = [call.query.get('sha'), call.query.get('environment')];
      const wanted = deployments.filter(
        (one) => (sha === null || one.sha === sha) && (environment === null || one.environment === environment),
      );
      return { status: 200, body: wanted.reverse().map((one) => deploymentJson(call.world, one)) };
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    needs: ['deployments:read'],
    handle(call) {
      const id = numberOf(call, 'deployment_id');
      const found = repositoryOf(call).deployments.find((one) => one.id === id);
      if (!found) throw new Refusal(404, 'Not Found');
      return { status: 200, body: [statusJson(call.world, found)] };
    },
  },
];

/** Somebody deploys a commit, and the App is told. */
export function deploy(world: World, repository: RepositoryRecord, sha: string, made: Deploy, by: Person): void {
  const deployment = { id: world.nextId(), sha, by, createdAt: now(), ...made };
  repository.deployments.push(deployment);
  const [about, status] = [deploymentJson(world, deployment), statusJson(world, deployment)];
  tell(world, repository, by, 'deployment_status', { action: 'created', deployment: about, deployment_status: status });
}

function deploymentJson(world: World, { id, sha, environment, by, createdAt }: Deployment) {
  const times = { created_at: createdAt, updated_at: createdAt };
  return { id, sha, ref: sha, task: 'deploy', environment, creator: personJson(world, by), ...times };
}

function statusJson(world: World, { id, state, environment, url, by, createdAt }: Deployment) {
  const times = { created_at: createdAt, updated_at: createdAt };
  return { id: id + 1_000_000, state, environment, environment_url: url, creator: personJson(world, by), ...times };
}
