/**
 * In: a line that names its columns itself: `c-ip=… cs-host=…` (Splunk layouts) or a JSON object with W3C names as keys.
 * Out: the same columns and plan that a `#Fields` line would have given. Values are copied into one text, so that both are read alike.
 */
import type { LineWindows } from '../api.ts';
import { hasKeys, keySet, knownSceneOf, sceneHolds } from '../keyed/json-keys.ts';
import {
  type JsonLayout,
  knownLayoutOf,
  LayoutUses,
  layoutOf,
  PLAIN,
  type ValueUse,
  valueEnds,
  valueEscapes,
  valueStarts,
} from '../keyed/json-layout.ts';
import { isNullAt } from '../keyed/json-values.ts';
import { JsonFields } from '../kv/json-fields.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { ByteColumns } from '../shared/byte-columns.ts';
import { clockOf, dayOf } from '../shared/bytes.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { type ColumnPlan, planSlots, SLOT, slotOf } from './columns.ts';
import { PairColumns, stampedPairsStart } from './pair-bytes.ts';
import { type BytePlan, bytePlanOf, readW3cBytes } from './read-bytes.ts';
import { MAX_COLUMNS, type Tokens } from './tokens.ts';

const OPEN_BRACE = 123;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const DQUOTE = 34;
/** Behind a day and a `T`. */
const CLOCK = 11;
/** How far into a line its names are looked for. */
const LIMIT = 8192;

/** Names seen, with their slots; capped, as a hostile file could bring endless ones. */
const slots = new Map<string, number>();
const MAX_NAMES = 4096;

function cachedSlot(name: string): number {
  let slot = slots.get(name);
  if (slot === undefined) {
    slot = slotOf(name);
    if (slots.size < MAX_NAMES) slots.set(name, slot);
  }
  return slot;
}

export class KeyedLine {
  readonly #json = new JsonFields();
  readonly #pairs = new KvFields();
  /** The values, one after the other; positions in the tokens refer to it. */
  text = '';
  /** Slots of the last line and their plan: lines of a log name the same columns in the same order. */
  #slots: readonly number[] = [];
  #plan: ColumnPlan | undefined;
  /** Values of an object's layout that fill a slot. */
  readonly #uses = new LayoutUses<number>();
  readonly #bytePlans = new WeakMap<readonly ValueUse<number>[], { readonly plan: BytePlan | undefined }>();
  readonly #columns = new ByteColumns(MAX_COLUMNS);
  #scene = 0;
  #isSceneOurs = false;

  readonly #pairColumns = new PairColumns(cachedSlot, planSlots, LIMIT);

  /** Of pairs. */
  readPairBytes(bytes: Uint8Array, start: number, end: number, timesAreLocal: boolean, out: LineWindows): boolean {
    const plan = this.#pairColumns.read(bytes, start, end);
    return plan !== undefined && readW3cBytes(bytes, this.#pairColumns.columns, plan, timesAreLocal, out);
  }

  /** Of pairs behind a stamp of UTC, which is the time of those that name none. */
  readStampedBytes(bytes: Uint8Array, start: number, end: number, timesAreLocal: boolean, out: LineWindows): boolean {
    const first = stampedPairsStart(bytes, start, end);
    const day = first < 0 ? -1 : dayOf(bytes, start);
    const clock = first < 0 ? -1 : clockOf(bytes, start + CLOCK);
    if (day < 0 || clock < 0) return false;
    const plan = this.#pairColumns.read(bytes, start, end, first);
    if (plan === undefined || !readW3cBytes(bytes, this.#pairColumns.columns, plan, timesAreLocal, out)) return false;
    if (Number.isNaN(out.timeMs)) out.timeMs = day + clock;
    return true;
  }

  /** Of an object whose layout was read as text before. */
  readBytes(bytes: Uint8Array, start: number, end: number, timesAreLocal: boolean, out: LineWindows): boolean {
    if (!this.#isClaimed(bytes, start, end)) return false;
    const layout = knownLayoutOf(bytes, start, end);
    const uses = layout === null ? null : this.#uses.of(layout);
    if (layout === null || uses === null) return false;
    const plan = this.#bytePlanOf(uses);
    if (plan === undefined || !this.#fill(bytes, layout, uses)) return false;
    return readW3cBytes(bytes, this.#columns, plan, timesAreLocal, out);
  }

  /** As claimKeyed has it. */
  #isClaimed(bytes: Uint8Array, start: number, end: number): boolean {
    const scene = knownSceneOf(bytes, start, end);
    if (scene !== this.#scene) {
      this.#scene = scene;
      this.#isSceneOurs = scene !== 0 && sceneHolds(CLIENT) && sceneHolds(SIDES) && !NETSKOPE_KEYS.every(sceneHolds);
    }
    return this.#isSceneOurs;
  }

  #bytePlanOf(uses: readonly ValueUse<number>[]): BytePlan | undefined {
    let known = this.#bytePlans.get(uses);
    if (known === undefined) {
      known = { plan: bytePlanOf(planSlots(uses.map((use) => use.known))) };
      this.#bytePlans.set(uses, known);
    }
    return known.plan;
  }

  /** Takes the values for columns. @returns false when one is a list or an object, or holds escapes */
  #fill(bytes: Uint8Array, layout: JsonLayout, uses: readonly ValueUse<number>[]): boolean {
    const { froms, tos } = this.#columns;
    if (uses.length > froms.length) return false;
    for (const [column, { value }] of uses.entries()) {
      if (value < 0 || valueEscapes[value] !== PLAIN) return false;
      const from = valueStarts[value] ?? 0;
      const to = valueEnds[value] ?? 0;
      froms[column] = from;
      tos[column] = layout.isText[value] !== true && isNullAt(bytes, from, to) ? from : to;
    }
    return true;
  }

  /** @returns the plan of the line's columns, undefined when it names no client or no destination */
  read(text: string, start: number, end: number, tokens: Tokens): ColumnPlan | undefined {
    this.text = '';
    tokens.count = 0;
    const found: number[] = [];
    if (text.charCodeAt(start) === OPEN_BRACE) {
      const json = this.#json;
      const layout = layoutOf(text, start, end);
      this.#uses.learn(layout !== null && this.#uses.of(layout) === null ? layout : null);
      json.reset(text, start, end);
      while (json.next()) {
        const first = json.valueEnd === json.valueStart ? text.charCodeAt(json.valueStart) : 0;
        const isList = first === OPEN_BRACKET;
        const slot = cachedSlot(text.substring(json.keyStart, Math.min(json.keyEnd, json.keyStart + 64)));
        if (slot === SLOT.none) continue;
        if (!DETAILS.has(slot)) this.#uses.note(isList || first === OPEN_BRACE ? -1 : json.valueStart, slot);
        this.#add(slot, isList ? joinList(text, json.valueStart, end) : json.value(), found, tokens);
      }
    } else {
      const pairs = this.#pairs;
      pairs.reset(text, start, end);
      while (pairs.next()) {
        const slot = cachedSlot(text.substring(pairs.keyStart, Math.min(pairs.keyEnd, pairs.keyStart + 64)));
        if (slot !== SLOT.none) this.#add(slot, pairs.value(), found, tokens);
      }
    }
    if (!isSame(found, this.#slots)) {
      this.#slots = found;
      this.#plan = planSlots(found);
    }
    return this.#plan;
  }

  #add(slot: number, value: string, found: number[], tokens: Tokens): void {
    if (tokens.count >= tokens.starts.length) return;
    tokens.starts[tokens.count] = this.text.length;
    this.text += value;
    tokens.ends[tokens.count] = this.text.length;
    tokens.count++;
    found.push(slot);
  }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** `["a","b"]` → `a;b`, as Blue Coat joins categories. */
function joinList(text: string, start: number, end: number): string {
  const stop = untilCode(text, CLOSE_BRACKET, start, end);
  const parts: string[] = [];
  for (let at = untilCode(text, DQUOTE, start, stop); at < stop; at = untilCode(text, DQUOTE, at, stop)) {
    const close = untilCode(text, DQUOTE, at + 1, stop);
    parts.push(text.substring(at + 1, close));
    at = close + 1;
  }
  return parts.join(';');
}

/** What no figure needs. */
const DETAILS: ReadonlySet<number> = new Set([
  SLOT.scheme,
  SLOT.port,
  SLOT.path,
  SLOT.method,
  SLOT.userAgent,
  SLOT.contentType,
  SLOT.category,
  SLOT.app,
]);

const CLIENT = keySet('"c-ip"');
const SIDES = keySet('"cs-', '"sc-');
const NAMED = [keySet('"c-ip"', '"cs-'), keySet('"c-ip"', '"sc-')];
/** Netskope's transactions, which have a format of their own. */
const NETSKOPE_NAMES = ['"x-cs-session-id"', '"x-cs-access-method"'] as const;
const NETSKOPE = keySet(...NETSKOPE_NAMES);
const NETSKOPE_KEYS = NETSKOPE_NAMES.map((name) => keySet(name));

/** How sure a look at the names makes: a client and a server-side name in W3C spelling. */
export function claimKeyed(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === OPEN_BRACE) {
    const isNamed = NAMED.some((keys) => hasKeys(text, start, end, keys));
    return isNamed && !hasKeys(text, start, end, NETSKOPE) ? 0.95 : 0;
  }
  const limit = Math.min(end, start + LIMIT);
  const client = findWord(text, 'c-ip=', start, limit);
  return client >= 0 && findWord(text, ' cs-', start, limit) >= 0 ? 0.95 : 0;
}
