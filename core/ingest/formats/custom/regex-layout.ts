/**
 * In: lines, and a pattern of the user's with named groups. Out: what the groups matched.
 * Guarantee: RE2 matches in time linear in the line, whatever the pattern, and what pattern and line multiply to is limited,
 * so that no pattern of a user can hang an import.
 */
import { RE2JS } from 're2js';
import { AppError } from '../../../contract/errors.ts';
import { encodeUtf8 } from '../../../kit/text.ts';
import { type Layout, TAKEN, type Taken, UNFIT } from './layout.ts';
import type { Values } from './values.ts';

/** Linear still means time; what is longer is no line that a person described. */
const MAX_LINE = 16_384;
/** Steps of a compiled pattern: those that describe a log have 20 to 200, while `((a?){1000})` unfolds into thousands. */
const MAX_STEPS = 1_000;
/** Steps times characters, the worst that one line can cost: some 0.1 s where every step stays possible. */
const MAX_WORK = 1_500_000;

export class RegexLayout implements Layout {
  reason = 'shape';
  private readonly pattern: RE2JS;
  /** Number of the group of each slot, 0 when the pattern has none of that name. */
  private readonly groups: readonly number[];
  private readonly maxLine: number;

  /** @throws AppError format.invalid when the pattern cannot be compiled or lacks a group that the mapping names */
  constructor(options: { readonly pattern: string; readonly ignoreCase: boolean }, slots: readonly string[]) {
    this.pattern = compileRegex(options.pattern, options.ignoreCase);
    this.maxLine = longestLine(this.pattern);
    const named = this.pattern.namedGroups();
    const count = this.pattern.groupCount();
    this.groups = slots.map((slot) => {
      const group = named[slot] ?? (/^\d{1,2}$/.test(slot) ? Number(slot) : 0);
      if (group < 1 || group > count) {
        const known = Object.keys(named).join(', ');
        throw new AppError(
          'format.invalid',
          `The pattern has no group named ${slot}. ${known === '' ? 'Name groups as (?P<name>…).' : `Its groups: ${known}.`}`,
          { group: slot },
        );
      }
      return group;
    });
  }

  take(text: string, start: number, end: number, values: Values): Taken {
    if (end - start > this.maxLine) {
      this.reason = 'line-too-long';
      return UNFIT;
    }
    this.reason = 'shape';
    const line = text.substring(start, end);
    const matcher = this.pattern.matcher(line);
    if (!matcher.find()) return UNFIT;
    for (let slot = 0; slot < this.groups.length; slot++) {
      const group = this.groups[slot] ?? 0;
      const from = matcher.start(group);
      if (from >= 0) values.set(slot, line, from, matcher.end(group));
    }
    return TAKEN;
  }
}

/** Characters of the longest line that the pattern is tried on. */
export function longestLine(pattern: RE2JS): number {
  return Math.min(MAX_LINE, Math.floor(MAX_WORK / pattern.programSize()));
}

/** @throws AppError format.invalid */
export function compileRegex(pattern: string, ignoreCase: boolean): RE2JS {
  const compiled = compile(pattern, ignoreCase);
  const steps = compiled.programSize();
  if (steps <= MAX_STEPS) return compiled;
  throw new AppError(
    'format.invalid',
    `The pattern cannot be used: its repetitions unfold into ${steps} steps, ${MAX_STEPS} at most. Write + or * in place of large counts.`,
    { steps },
  );
}

function compile(pattern: string, ignoreCase: boolean): RE2JS {
  try {
    // Lines are bytes, so the pattern becomes bytes too.
    return RE2JS.compile(encodeUtf8(pattern), ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'format.invalid',
      `The pattern cannot be used: ${problem}. RE2 syntax has no look-around and no back-references.`,
      {
        pattern: pattern.slice(0, 200),
      },
    );
  }
}
