import { shortText } from '../../../core/kit/visible-text.ts';
import { plural } from '../../kit/format.ts';
import type { Scope } from './scope-page.tsx';

/** Groups to choose from, with their members; of those chosen before also such that the directory no longer has. */
export function groupChoices(scope: Scope, chosen: readonly string[]): { value: string; label: string }[] {
  const known = scope.groups.map(({ name, people }) => ({
    value: name,
    label: people === null ? shortText(name) : `${shortText(name)} (${plural(people, 'member')})`,
  }));
  const gone = chosen.filter((name) => !scope.groups.some((group) => group.name === name));
  return [...known, ...gone.map((name) => ({ value: name, label: `${shortText(name)} (not in the directory)` }))];
}

/** What a search among groups says when it finds none. */
export function noGroupText(scope: Scope): string {
  return scope.groups.length === 0
    ? 'No group is known yet: import a directory with groups under Directory & ranges'
    : 'No such group in the directory';
}
