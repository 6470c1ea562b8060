import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { Granted } from '../../core/contract/host.ts';

export interface Grant {
  readonly token: string;
  readonly path: string;
  readonly write: boolean;
  /** The user's own name for it, where the path is only where an upload lies. */
  readonly shown?: string;
}

/** The paths that the user chose, and the tokens under which the page knows them. */
export interface Grants {
  /** The token of a path; the same path with the same right keeps its token. */
  add(path: string, write: boolean, shown?: string): Grant;
  get(token: string): Grant | null;
  all(): Iterable<Grant>;
}

/** @param announce tells the engine; called once for every new grant. */
export function createGrants(announce: (grant: Grant) => void): Grants {
  const byToken = new Map<string, Grant>();
  const byPath = new Map<string, Grant>();
  return {
    add(path, write, shown) {
      const absolute = resolve(path);
      const key = `${write ? 'w' : 'r'}${absolute}`;
      const known = byPath.get(key);
      if (known !== undefined) return known;
      const grant = {
        token: randomBytes(16).toString('hex'),
        path: absolute,
        write,
        ...(shown === undefined ? {} : { shown }),
      };
      byToken.set(grant.token, grant);
      byPath.set(key, grant);
      announce(grant);
      return grant;
    },
    get: (token) => byToken.get(token) ?? null,
    all: () => byToken.values(),
  };
}

/** What the page is told of a grant: enough to show it, nothing to choose another path with. */
export function describeGrant(grant: Grant, bytes: number | null, name: string = basename(grant.path)): Granted {
  return { token: grant.token, name, bytes, location: grant.path };
}
