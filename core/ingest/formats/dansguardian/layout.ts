/** What both readers of DansGuardian's log know of its layouts. */

export const LONGEST_STAMP = 19;
export const DENIED = '*DENIED*';
export const METHODS = [
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'PROPFIND',
] as const;
/** Behind the URL, within which the verdict and the size stand. */
export const LONGEST_REST = 2000;
/** Columns of the layout in quotes. */
export const COLUMN = {
  time: 0,
  user: 1,
  client: 2,
  url: 3,
  why: 4,
  method: 5,
  size: 6,
  category: 8,
  status: 10,
  type: 11,
  host: 12,
} as const;
export const COLUMNS = 15;
