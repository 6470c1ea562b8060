import { visibleText } from '../../core/kit/visible-text.ts';
import { plural } from './format.ts';

// The loopback host keeps what a browser hands over in a numbered folder of its own, which means nothing to the user.
const SPOOL = /^.*[/\\]undercast-spool-[^/\\]+[/\\]\d+[/\\]/;

/** A file's path as the user knows it, shown and never obeyed. */
export function shownPath(path: string): string {
  return visibleText(path.replace(SPOOL, ''));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

/** Many files by the name of their first: `access.log and 3 more files`. */
export function namesOfFiles(first: string, count: number): string {
  const name = baseName(shownPath(first));
  return count > 1 ? `${name} and ${plural(count - 1, 'more file')}` : name;
}
