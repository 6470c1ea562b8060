import type { QueryKey } from '@tanstack/react-query';
import type { EngineEvents } from '../../core/contract/events.ts';
import type { MethodInput, MethodName } from '../../core/contract/methods.ts';

type Topic = EngineEvents['data.changed']['topics'][number];

/** Key of one question: its domain first, so that a domain is asked again as a whole. */
export function questionKey<M extends MethodName>(method: M, input: MethodInput<M>): QueryKey {
  return ['engine', method.split('.', 1)[0], method, input];
}

/** Sealed with the first anonymised import, and opened by the key. */
const LISTS = ['ranges', 'directory', 'exclusions'];

/** What the key opens is said in their answers, or what stands in its place. */
const SEALED = [
  'discovery',
  'imports',
  'connections',
  'activities',
  'accounts',
  'files',
  'oauth',
  'posture',
  'snapshots',
  'scope',
  'names',
  'governance',
  ...LISTS,
];

const DOMAINS: Readonly<Record<Topic, readonly string[]>> = {
  discovery: ['discovery'],
  activities: ['activities', 'connectors', 'accounts', 'files', 'oauth', 'posture', 'snapshots', 'scope'],
  imports: ['imports', 'streams', 'views', 'discovery', 'workspace', 'privacy', 'names', 'formats', ...LISTS],
  streams: ['streams', 'views', 'discovery'],
  enrichment: [...LISTS, 'scope', 'geo', 'discovery'],
  formats: ['formats', 'connectors'],
  catalog: ['catalog', 'probe', 'discovery', 'connectors'],
  collectors: ['collectors'],
  connections: ['connections'],
  privacy: ['privacy', ...SEALED],
  workspace: ['workspace', 'streams'],
  governance: ['governance'],
};

/** True when the answer to a question with this key may say what only the workspace's key opens. */
export function maySayNames(key: QueryKey): boolean {
  const [kind, domain] = key;
  return kind === 'engine' && typeof domain === 'string' && SEALED.includes(domain);
}

/** True when a question with this key may have another answer after a change of these topics. */
export function isTouched(key: QueryKey, topics: readonly string[]): boolean {
  const [, domain, method] = key;
  // A preview reads files, not the workspace; asking it again would read them again.
  if (method === 'imports.preview') return false;
  if (key[0] !== 'engine' || typeof domain !== 'string') return false;
  return topics.some((topic) => Object.hasOwn(DOMAINS, topic) && DOMAINS[topic as Topic].includes(domain));
}
