/**
 * In: a value of a log, as hostile as it likes. Out: the same value as one word of a command.
 * Guarantee: the shell reads back exactly the value, and nothing else; what no quoting makes safe is refused.
 */
import { AppError } from '../contract/errors.ts';
import { encodePercent } from '../kit/text.ts';
import { HIDDEN } from '../kit/visible-text.ts';

/** Characters that end a line, hide text or turn its direction: no name of an account, file or app needs them. */
const UNSAFE = new RegExp(`[\\p{Cc}${HIDDEN}]`, 'u');
const MAX_CHARS = 2_000;
/** PowerShell takes each of these for a single quote. */
const POWERSHELL_QUOTES = /['\u2018\u2019\u201a\u201b]/g;

export type Quoting = 'sh' | 'powershell';

/** @throws AppError input.invalid for a value that must not stand in a command */
export function requireSafe(name: string, value: string): string {
  const trimmed = value.trim();
  const fault =
    trimmed === ''
      ? 'is empty'
      : trimmed.length > MAX_CHARS
        ? `is longer than ${MAX_CHARS} characters`
        : UNSAFE.test(trimmed)
          ? 'holds control, hidden or direction characters'
          : trimmed.startsWith('-')
            ? 'begins with a dash, which commands take for an option'
            : null;
  if (fault !== null) throw new AppError('input.invalid', `No command is made: ${name} ${fault}.`, { field: name });
  return trimmed;
}

/** One word for a POSIX shell. */
export function quoteSh(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** One literal string for PowerShell: nothing in it is expanded. */
export function quotePowershell(value: string): string {
  return `'${value.replace(POWERSHELL_QUOTES, (quote) => quote + quote)}'`;
}

/** Names of files end at 255 bytes; what a command adds needs its share. */
const MAX_NAME_CHARS = 120;

/** A value as part of a file's name: itself where it is short, else its beginning and a hash of all of it. */
function fileNamePart(value: string): string {
  const part = encodePercent(value);
  if (part.length <= MAX_NAME_CHARS) return part;
  // FNV-1a with 64 bits: different paths that begin alike keep different files.
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < part.length; at++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(part.charCodeAt(at))) * 0x100000001b3n);
  return `${part.slice(0, MAX_NAME_CHARS - 17)}-${hash.toString(16).padStart(16, '0')}`;
}

/** `{name}` is a quoted word, `{name:url}` a part of an address, `{name:name}` one of a file's name; braces that name no value stay. */
export function fill(template: string, values: Readonly<Record<string, string>>, quoting: Quoting): string {
  const quote = quoting === 'sh' ? quoteSh : quotePowershell;
  return template.replace(/\{([a-zA-Z]+)(?::(url|name))?\}/g, (whole, name: string, as: string | undefined) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    if (as === undefined) return quote(value);
    return as === 'url' ? encodePercent(value) : fileNamePart(value);
  });
}
