/**
 * In: an object of a Zscaler feed as bytes, of names that were read as text before. Out: its figures and where its names stand, or "not plain".
 * Plain: pairs side by side, or behind those of a wrapper in its `event`, with which the object ends, and among them what tells a feed.
 */
import type { LineWindows } from '../api.ts';
import { type JsonLayout, knownLayoutOf, valueEnds, valueStarts } from '../keyed/json-layout.ts';
import { bytesOf, isWordAt } from '../shared/bytes.ts';
import { isDigit } from '../shared/numbers.ts';
import { FIELD, FIELD_KEYS } from './names.ts';
import { VENDOR_KEYS } from './shape.ts';
import { beginFields, finish, isFilled, NEEDED, readTime, take } from './window-record.ts';

/** What stands in front of a value: what closes the one before, what opens, a key. */
const FIRST = /^\{\s*"([^"\\{}[\]]+)"\s*:\s*"?$/;
const NEXT = /^"?\s*,\s*"([^"\\{}[\]]+)"\s*:\s*"?$/;
const EVENT = /^(?:\{|"?\s*,)\s*"event"\s*:\s*\{\s*"([^"\\{}[\]]+)"\s*:\s*"?$/;
const END = /^"?\s*\}\s*$/;
const EVENT_END = /^"?\s*\}\s*\}\s*$/;

interface Use {
  readonly value: number;
  readonly field: number;
  readonly isText: boolean;
}

interface Plan {
  /** Of fields that figures, names and verdicts hang on, the feed's excluded. */
  readonly uses: readonly Use[];
  /** Value that names the feed, -1 for none. */
  readonly feed: number;
  /** Value that must name the vendor, since nothing else tells a feed; -1 for none. */
  readonly vendor: number;
}

const VENDOR = 'Zscaler';

/** Null for layouts that are not plain. */
const plans = new WeakMap<JsonLayout, Plan | { readonly uses: null }>();

export function readZscalerObject(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
  const layout = knownLayoutOf(bytes, start, end);
  if (layout === null) return false;
  let plan = plans.get(layout);
  if (plan === undefined) {
    plan = planOf(layout) ?? { uses: null };
    plans.set(layout, plan);
  }
  if (plan.uses === null) return false;
  const { feed, vendor } = plan;
  if (vendor >= 0 && !isVendor(bytes, valueStarts[vendor] ?? 0, valueEnds[vendor] ?? 0)) return false;
  beginFields();
  for (const { value, field, isText } of plan.uses) {
    const from = valueStarts[value] ?? 0;
    if (isFilled(field)) continue;
    if ((!isText && !isDigit(bytes[from])) || !take(bytes, field, from, valueEnds[value] ?? 0)) return false;
  }
  if (!readTime(bytes, Number.NaN, out) || !finish(bytes, false, out)) return false;
  return feed < 0 || out.addVerdict(bytes, valueStarts[feed] ?? 0, valueEnds[feed] ?? 0);
}

function isVendor(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === VENDOR.length && isWordAt(bytes, from, VENDOR);
}

function planOf({ between, isText }: JsonLayout): Plan | null {
  let uses: Use[] = [];
  let feed = -1;
  let vendor = -1;
  let isEvent = false;
  const keys = new Set<string>();
  for (let value = 0; value < isText.length; value++) {
    const words = String.fromCharCode(...(between[value] ?? []));
    const opens = isEvent ? null : EVENT.exec(words);
    if (opens !== null) {
      // Of the wrapper only the feed's name counts.
      uses = [];
      isEvent = true;
    }
    const key = (opens ?? (value === 0 ? FIRST : NEXT).exec(words))?.[1];
    if (key === undefined) return null;
    keys.add(key);
    if (vendor < 0 && VENDOR_KEYS.includes(key)) vendor = value;
    const field = FIELD_KEYS.find(bytesOf(key), 0, key.length);
    // The first that says something counts, and it is not known which of two does.
    if (field === FIELD.feed && feed >= 0) return null;
    if (field === FIELD.feed) feed = value;
    else if (NEEDED.has(field)) uses.push({ value, field, isText: isText[value] === true });
  }
  const isTold = feed >= 0 || (keys.has('ClientIP') && keys.has('urlcategory'));
  if (!isTold && vendor < 0) return null;
  const last = String.fromCharCode(...(between.at(-1) ?? []));
  return (isEvent ? EVENT_END : END).test(last) ? { uses, feed, vendor: isTold ? -1 : vendor } : null;
}
