import { isRegistrySuffix } from '../../kit/domain.ts';

/**
 * One domain of an app, read: a host suffix, a suffix whose first label holds one `*`, or a first label of any host
 * (`ocsp.*`).
 */
export interface HostPattern {
  readonly text: string;
  /** What must match label for label: the whole text, or what follows the wildcard label; empty for a first label. */
  readonly suffix: string;
  /** What the first label of any host must be; null for all other patterns. */
  readonly firstLabel: string | null;
  /** Text around the `*` of the wildcard label; null for a plain suffix. */
  readonly wildcard: { readonly before: string; readonly after: string } | null;
}

export type PatternProblem = 'empty' | 'notAHost' | 'publicSuffix' | 'wildcardPlace';

const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * Reads a catalog domain. Suffixes that belong to everybody (`com`, `co.uk`) are refused; suffixes of a platform
 * (`github.io`) are allowed, as an app that lists one means the whole platform.
 */
export function parseHostPattern(text: string): HostPattern | PatternProblem {
  if (text === '') return 'empty';
  const star = text.indexOf('*');
  const dot = text.indexOf('.');
  if (star >= 0 && (dot < 0 || star > dot || text.includes('*', star + 1))) return 'wildcardPlace';
  const suffix = star < 0 ? text : text.slice(dot + 1);
  if (text.length > 253 || !suffix.split('.').every((label) => LABEL.test(label))) return 'notAHost';
  if (/^\d+(\.\d+){3}$/.test(suffix)) return 'notAHost';
  if (isRegistrySuffix(suffix)) return 'publicSuffix';
  if (star < 0) return { text, suffix, firstLabel: null, wildcard: null };
  const wildcard = { before: text.slice(0, star), after: text.slice(star + 1, dot) };
  if (!/^[a-z0-9_-]*$/.test(wildcard.before + wildcard.after)) return 'notAHost';
  return { text, suffix, firstLabel: null, wildcard };
}

/** As `parseHostPattern`, and `ocsp.*` for hosts of whatever domain that start with that label: a catalog's, not a workspace's. */
export function parseCatalogPattern(text: string): HostPattern | PatternProblem {
  const firstLabel = text.slice(0, -2);
  if (!text.endsWith('.*') || !LABEL.test(firstLabel)) return parseHostPattern(text);
  return { text, suffix: '', firstLabel, wildcard: null };
}
