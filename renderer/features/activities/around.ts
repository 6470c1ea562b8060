import type { ActivityRow } from '../../../core/contract/activities.ts';
import { is } from '../../kit/filter/conditions.ts';
import { hrefWithScope, navigate } from '../../state/location.ts';

export const LOG_PATH = '/connected/activities';
const MINUTE_MS = 60_000;

/** A question that leads from one activity to those around it. */
export interface Around {
  readonly id: string;
  readonly title: string;
  readonly filter: string;
  /** Null: the period stays as it is. */
  readonly range: { readonly from: number; readonly to: number } | null;
}

/** Everything around an activity that its record can ask for. @param more ids that only the record itself has */
export function aroundOf(
  row: ActivityRow,
  more: { readonly session?: string; readonly correlation?: string },
): Around[] {
  const found: Around[] = [];
  const add = (id: string, title: string, filter: string, minutes: number | null = null): void => {
    const range =
      minutes === null ? null : { from: row.time - minutes * MINUTE_MS, to: row.time + minutes * MINUTE_MS + 1 };
    found.push({ id, title, filter, range });
  };
  if (row.user !== null) {
    add('moments', 'Same user ± 10 min', is('user', row.user), 10);
    add('around', 'Same user ± 1 h', is('user', row.user), 60);
    add('user', 'Same user', is('user', row.user));
  }
  if (more.session !== undefined) add('session', 'Same session', is('session', more.session));
  if (more.correlation !== undefined) add('correlation', 'Same request', is('correlation', more.correlation));
  if (row.ip !== null) add('ip', 'Same IP address', is('ip', row.ip));
  add('type', 'Same type', is('type', row.type));
  add('app', 'Same app', is('app', row.app));
  const country = row.located?.country ?? null;
  if (country !== null) add('place', 'Same country', is('country', country));
  if (row.object !== null) add('object', 'Same object', is('object', row.object));
  add('period', 'Everything in 48 h', '', 24 * 60);
  return found;
}

/** Opens the log with that question in place of what it shows. */
export function goAround({ filter, range }: Around): void {
  goToLog(filter, range);
}

/** Opens the files of connected apps that are called so: who can reach them, and what can be done. */
export function goToFiles(name: string): void {
  navigate(hrefWithScope('/connected/files', { q: name }));
}

/** Opens the log with a filter, and with a period where one is given; the present one stays otherwise. */
export function goToLog(filter: string, range: Around['range'] = null): void {
  const place = { ...(filter === '' ? {} : { filter }) };
  if (range === null) {
    navigate(hrefWithScope(LOG_PATH, place));
    return;
  }
  const params = new URLSearchParams({ ...place, from: String(range.from), to: String(range.to) });
  navigate(`${LOG_PATH}?${params.toString()}`);
}
