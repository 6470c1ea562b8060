/**
 * In: a line that lists its fields in words: `Event: delete, Path: /a, User: iris, IP: 192.0.2.1` of storage appliances, `[ CATEGORY = Users ] [ … ]`.
 * Out: the fields under their names.
 */
import { FieldSet, type TextFields } from './fields.ts';

/** Fewer may stand in a sentence. */
const FEWEST = 4;
const COLONS = /(?:^(?:[\w-]{1,40} )?|[,;] |: )([A-Z][A-Za-z/ ]{1,30}): ([^,;]{0,400})(?=[,;] |$)/g;
const BRACKETS = /\[ ?([A-Za-z][\w ]{1,60}?) ?= ?([^\]]{0,1000}?) ?\]/g;

/** Commvault's audit trail: `User = {CORP\\ann} Operation = {Delete client}`. */
const BRACES = /(?:^|[\s}])([A-Za-z][\w ]{1,40}?) ?= ?\{([^}]{0,2000})\}/g;

/** @returns undefined when the message lists fewer than four fields */
export function bracketedRecord(message: string): TextFields | undefined {
  if (message.includes(' = {')) return listed(message, BRACES);
  return message.includes(' ] [ ') ? listed(message, BRACKETS) : undefined;
}

/** @returns undefined when the message lists fewer than four fields */
export function listedRecord(message: string): TextFields | undefined {
  return listed(message, COLONS);
}

function listed(message: string, pattern: RegExp): TextFields | undefined {
  const out = new FieldSet();
  for (const [, name = '', value = ''] of message.slice(0, 8000).matchAll(pattern)) out.put(name.trim(), value.trim());
  return out.size < FEWEST ? undefined : out.fields;
}
