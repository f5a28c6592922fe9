/** Everything that the emulated GitHub answers. `server.ts` looks here, and `extract-openapi.ts` for what to extract. */
import { appRoutes } from './apps.ts';
import type { Route } from './call.ts';
import { checkListRoutes } from './check-lists.ts';
import { checkRunRoutes } from './check-runs.ts';
import { commentRoutes } from './comments.ts';
import { deploymentRoutes } from './deployments.ts';
import { gitRoutes } from './git.ts';
import { issueRoutes } from './issues.ts';
import { peopleRoutes } from './people.ts';
import { pullRoutes } from './pulls.ts';
import { timelineRoutes } from './timeline.ts';
import { workflowRoutes } from './workflows.ts';
import { writingRoutes } from './writing.ts';

/** More specific paths stand before those whose last part takes slashes. */
export const ROUTES: readonly Route[] = [
  ...checkRunRoutes,
  ...checkListRoutes,
  ...pullRoutes,
  ...commentRoutes,
  ...timelineRoutes,
  ...issueRoutes,
  ...deploymentRoutes,
  ...workflowRoutes,
  ...peopleRoutes,
  ...appRoutes,
  ...writingRoutes,
  ...gitRoutes,
];
