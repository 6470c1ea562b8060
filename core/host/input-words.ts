import type { z } from 'zod';

/** `ownDomains` as people read it: `own domains`. */
function readable(name: string): string {
  return name.replace(/\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`);
}

/** The field that a path leads to: `Own domains, entry 3`; empty for the whole input. */
function fieldOf(path: readonly PropertyKey[]): string {
  const at = path.findLastIndex((part) => typeof part === 'string');
  if (at === -1) return '';
  const words = readable(String(path[at])).trim();
  const entry = path[at + 1];
  return words.charAt(0).toUpperCase() + words.slice(1) + (typeof entry === 'number' ? `, entry ${entry + 1}` : '');
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
};

/** What is the matter with the field, to be said behind its name; null for what only a program gets wrong. */
function fault(issue: z.core.$ZodIssue): string | null {
  switch (issue.code) {
    case 'too_big':
      if (issue.origin === 'string') return ` is too long: ${issue.maximum} characters at most.`;
      return issue.origin === 'array' ? `: ${issue.maximum} entries at most.` : ` is ${issue.maximum} at most.`;
    case 'too_small':
      if (issue.origin === 'array') return `: at least ${issue.minimum} of them.`;
      if (issue.origin !== 'string') return ` is ${issue.minimum} at least.`;
      return issue.minimum === 1 ? ' is missing.' : ` is too short: at least ${issue.minimum} characters.`;
    case 'invalid_value':
      return ` is none of ${issue.values.map(String).join(', ')}.`;
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return ' is missing.';
      return KINDS[issue.expected] === undefined ? null : ` takes ${KINDS[issue.expected]}.`;
    case 'custom':
      return ` ${issue.message.replace(/\.$/, '')}.`;
    default:
      return null;
  }
}

/**
 * Words for an input that has not the shape its method takes: which field it is about, and what would do. Forms show them as they are; what
 * only a program gets wrong is told in the checker's own words, with the method and the path.
 */
export function inputWords(method: string, issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return `${method}: invalid input`;
  const field = fieldOf(issue.path);
  const words = fault(issue);
  // A check of several fields at once, or one with a sentence of its own, names what it is about.
  if (words !== null && /^ \p{Lu}/u.test(words)) return words.trim();
  if (words !== null && field !== '') return `${field}${words}`;
  const where = issue.path.join('.');
  return `${method}: ${where === '' ? '' : `${where}: `}${issue.message}`;
}
