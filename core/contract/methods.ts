import { z } from 'zod';
import { accountMethods } from './accounts.ts';
import { activityMethods } from './activities.ts';
import { activityScopeMethods } from './activity-scope.ts';
import { catalogMethods } from './catalog.ts';
import { collectorMethods } from './collectors.ts';
import { connectedMethods } from './connected.ts';
import { connectionActionMethods } from './connection-actions.ts';
import { connectionMethods } from './connections.ts';
import { connectorMethods } from './connectors.ts';
import { controlMethods } from './control.ts';

import { discoveryMethods } from './discovery.ts';
import { enrichmentMethods } from './enrichment.ts';
import { fileMethods } from './files.ts';
import { formatMethods } from './formats.ts';
import { geoMethods } from './geo.ts';
import { importMethods } from './imports.ts';
import { jobMethods } from './jobs.ts';
import { nameMethods } from './names.ts';
import { oauthMethods } from './oauth.ts';
import { postureMethods } from './posture.ts';
import { privacyMethods } from './privacy.ts';
import { probeMethods } from './probe.ts';
import { proxyMethods } from './proxy.ts';
import { snapshotMethods } from './snapshots.ts';
import { streamMethods } from './streams.ts';
import { workspaceMethods } from './workspace.ts';

/**
 * Everything that crosses from a page or the command line into the engine. A query reads, a command writes and runs
 * alone, a job answers with `{ jobId }` at once and goes on: progress comes as events, its output as the job's result.
 */
export const METHODS = {
  'engine.getInfo': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      version: z.string(),
      node: z.string(),
      platform: z.string(),
      pid: z.number(),
      parsers: z.number(),
    }),
  },
  ...workspaceMethods,
  ...importMethods,
  ...formatMethods,
  ...nameMethods,
  ...streamMethods,
  ...enrichmentMethods,
  ...geoMethods,
  ...collectorMethods,
  ...connectionMethods,
  ...connectionActionMethods,
  ...proxyMethods,
  ...jobMethods,
  ...discoveryMethods,
  ...activityMethods,
  ...activityScopeMethods,
  ...accountMethods,
  ...connectedMethods,
  ...fileMethods,
  ...oauthMethods,
  ...connectorMethods,
  ...controlMethods,
  ...snapshotMethods,
  ...postureMethods,
  ...catalogMethods,
  ...privacyMethods,
  ...probeMethods,
} as const;

export type MethodName = keyof typeof METHODS;
export type MethodKind<M extends MethodName> = (typeof METHODS)[M]['kind'];
/** What a caller gives (defaults may be left out). */
export type MethodInput<M extends MethodName> = z.input<(typeof METHODS)[M]['input']>;
/** What a service gets (checked, defaults filled in). */
export type MethodParsed<M extends MethodName> = z.output<(typeof METHODS)[M]['input']>;
/** What the method answers; for a job, its result once done. */
export type MethodOutput<M extends MethodName> = z.output<(typeof METHODS)[M]['output']>;
/** What a call resolves to at once. */
export type MethodReply<M extends MethodName> =
  MethodKind<M> extends 'job' ? { readonly jobId: string } : MethodOutput<M>;

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
