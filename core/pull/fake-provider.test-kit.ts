/** What a provider is as a script for a loopback server, and how all of them page through one list of events. */
import type { Values } from './provider.ts';
import type { Answer, Asked } from './pull.test-kit.ts';

export const SECRET = 'the-client-secret-nobody-may-see';
export const PAGE = 3;

export interface Happened {
  readonly id: string;
  readonly time: number;
}

/** What a script knows beside the request. */
export interface World {
  readonly events: readonly Happened[];
  /** Requests with another bearer token are refused; the token service hands this one out. */
  token: string;
}

export interface Fake {
  readonly provider: string;
  readonly feed: string;
  readonly values: Values;
  readonly serve: (asked: Asked, world: World) => Answer;
  /** Ids in what was read, whatever shape it has. */
  readonly ids?: RegExp;
  /** How it refuses a page that it no longer knows. */
  readonly lostPage: Answer;
  /** Whether a request asks for a page by a token that it handed out. */
  readonly isNextPage: (asked: Asked) => boolean;
  /** Credentials that are renewed by themselves. */
  readonly renews: boolean;
}

export function between(world: World, from: number, to: number): readonly Happened[] {
  return world.events.filter(({ time }) => time >= from && time < to);
}

/** Items from `after` on, and where the page after them begins. */
export function paged<T>(items: readonly T[], after: string | null): { page: readonly T[]; next: string | null } {
  const start = Number(after ?? 0);
  const page = items.slice(start, start + PAGE);
  return { page, next: start + PAGE < items.length ? String(start + PAGE) : null };
}

export function record({ id, time }: Happened): object {
  return { id, time: new Date(time).toISOString() };
}
