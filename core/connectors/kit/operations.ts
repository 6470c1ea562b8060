/** In: the provider's own operation. Out: its activity type, by a table of names in which `*` stands for anything at either end. */
import type { ActivityType } from '../../model/activity-types.ts';

export type OperationTable = Readonly<Record<string, ActivityType>>;
export type TypeOf = (operation: string) => ActivityType | undefined;

/** Operations are few; a hostile log with millions of them must not fill the memory. */
const MAX_MEMO = 10_000;

/**
 * Asks a table: names without case, blanks around and a full stop behind ignored; an exact name wins over a pattern, an earlier
 * pattern over a later one. It is compiled when first asked: of two hundred connectors a log asks one or two.
 */
export function operationTypes(table: OperationTable): TypeOf {
  let compiled: Compiled | undefined;
  const memo = new Map<string, ActivityType | undefined>();
  return (operation) => {
    const known = memo.get(operation);
    if (known !== undefined || memo.has(operation)) return known;
    compiled ??= compileTable(table);
    const name = fold(operation);
    const type = compiled.exact.get(name) ?? compiled.patterns.find(({ test }) => test(name))?.type;
    if (memo.size < MAX_MEMO) memo.set(operation, type);
    return type;
  };
}

interface Compiled {
  readonly exact: ReadonlyMap<string, ActivityType>;
  readonly patterns: readonly { readonly test: (name: string) => boolean; readonly type: ActivityType }[];
}

function compileTable(table: OperationTable): Compiled {
  const exact = new Map<string, ActivityType>();
  const patterns: { readonly test: (name: string) => boolean; readonly type: ActivityType }[] = [];
  for (const [name, type] of Object.entries(table)) {
    if (name.includes('*')) patterns.push({ test: matcher(fold(name)), type });
    else exact.set(fold(name), type);
  }
  return { exact, patterns };
}

/** True for texts that are one of the words, told as operations are; never for a blank one. */
export function matchesAny(words: readonly string[]): (text: string) => boolean {
  let tests: readonly ((name: string) => boolean)[] | undefined;
  return (text) => {
    const name = fold(text);
    tests ??= words.map((word) => matcher(fold(word)));
    return name !== '' && tests.some((test) => test(name));
  };
}

function fold(name: string): string {
  return name.trim().replace(/\.$/, '').toLowerCase();
}

/** `a*`, `*a`, `*a*`, `a*b`, and a name itself. */
function matcher(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name === pattern;
  const parts = pattern.split('*');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1).filter((part) => part !== '');
  return (name) => {
    if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
    let at = first.length;
    for (const part of middle) {
      const found = name.indexOf(part, at);
      if (found < 0 || found + part.length > name.length - last.length) return false;
      at = found + part.length;
    }
    return true;
  };
}
