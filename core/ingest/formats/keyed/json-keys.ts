/**
 * In: a line, and texts that tell JSON objects of one product from those of others (keys with their quotes, as written).
 * Out: which of the texts the line holds. Several dozen formats ask, line after line: a line is looked through once, at its quotes, for
 * the texts of all of them.
 */
import { bytesOf } from '../shared/bytes.ts';
import { codesOf } from '../shared/codes.ts';
import {
  bytesNumber,
  type JsonLayout,
  knownLayoutOf,
  layoutOf,
  QUOTED,
  valueEnds,
  valueEscapes,
  valueStarts,
} from './json-layout.ts';

const SPACE = 32;
const DQUOTE = 34;
const OPEN_BRACE = 123;
const AT = 64;

/** Claims look no further into an object than this: objects of a hundred keys are long, and what identifies one stands in its first part. */
const LOOK = 8192;
const BUCKETS = 2048;
const NOWHERE = 2 ** 40;

/** Texts that must all occur. */
export interface KeySet {
  readonly ids: readonly number[];
  /** One of them may stand anywhere: what a scan found does not tell of it. */
  readonly isLoose: boolean;
}

/** Texts that begin at the end of a value, or reach from a name into its value: not what a layout tells. */
const SPANNING = /^"[,:\]}\s]|^".+"./;

const texts: string[] = [];
const nexts: number[] = [];
/** The same texts as bytes, for those behind a quote. */
const names: Uint8Array[] = [];
/** Which characters follow the quote: closing quotes need no further look. */
const seconds = new Uint8Array(256);
/** Which of them do in texts of a length, by it and the character, without the quotes: most values are none of those. */
const LONGEST = 31;
const values = new Uint8Array((LONGEST + 1) << 8);
const heads = new Int16Array(BUCKETS).fill(-1);
/** Where a text that stands inside of values was found last: it does not occur in [from, found). Null for those behind a quote. */
interface Found {
  text: string;
  from: number;
  found: number;
}
const loose: (Found | null)[] = [];
/** What the lines of a layout hold whose values begin with the same of the texts, most with none. */
interface Scene {
  readonly number: number;
  /** By text: 1 where it occurs in the part that claims look at, 2 where it occurs behind. */
  readonly holds: Uint8Array;
}
const WITHIN = 1;
const BEHIND = 2;
interface KnownScene {
  /** Texts that values begin with, in their order. */
  readonly inValues: readonly number[];
  readonly scene: Scene;
}
/** Of one layout; a feed's name among the values makes few. */
const MAX_SCENES = 8;
let scenes = new WeakMap<JsonLayout, KnownScene[]>();
let inValues = new Int32Array(0);
let inValuesCount = 0;
let sceneCount = 0;
/** Of the line at hand. */
let scene: Scene = { number: 0, holds: new Uint8Array(0) };
/** Of the last line that was looked through, and the texts found in it in their order. */
let looked = scene;
let found = new Int32Array(0);
let foundCount = 0;
/** Of the object that was asked of last as bytes, and which one that was: several ask of it in turn. */
let bytesScene: Scene | null = null;
let sceneBytes = -1;
let sceneStart = 0;
let sceneEnd = 0;
/** What the last scan looked through. */
let line: string | Uint8Array = '';
let from = 0;
let to = -1;

function bucketOf(second: number, third: number, fourth: number): number {
  return (second * 113 + third * 31 + fourth) & (BUCKETS - 1);
}

function idOf(text: string): number {
  const known = texts.indexOf(text);
  if (known >= 0) return known;
  const id = texts.push(text) - 1;
  names.push(bytesOf(text));
  const isQuoted = text.length > 3 && text.charCodeAt(0) === DQUOTE && !SPANNING.test(text);
  const bucket = bucketOf(text.charCodeAt(1), text.charCodeAt(2), text.charCodeAt(3));
  nexts.push(isQuoted ? (heads[bucket] ?? -1) : -1);
  if (isQuoted) {
    heads[bucket] = id;
    seconds[text.charCodeAt(1)] = 1;
    const isWhole = text.charCodeAt(text.length - 1) === DQUOTE;
    // What has no quote at its end begins longer ones.
    for (let length = Math.min(LONGEST, text.length - 2); length <= LONGEST; length++) {
      values[(length << 8) | text.charCodeAt(1)] = 1;
      if (isWhole) break;
    }
  }
  loose.push(isQuoted ? null : { text: '', from: 0, found: -1 });
  // What was found so far says nothing of this text.
  scenes = new WeakMap();
  found = new Int32Array(texts.length);
  inValues = new Int32Array(texts.length);
  foundCount = -1;
  to = -1;
  sceneBytes = -1;
  return id;
}

/**
 * Made once, when a format is.
 * @param words quotes included where they begin a key or a value (`"event_type"`, `"source.`); others cost more
 */
export function keySet(...words: readonly string[]): KeySet {
  const ids = words.map(idOf);
  return { ids, isLoose: ids.some((id) => loose[id] !== null) };
}

/** Position of the object's brace: at the start, or behind the `@cee:` that some relays put before JSON. */
export function jsonStart(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) !== AT) return start;
  return text.startsWith('@cee:', start)
    ? Math.min(start + 5 + (text.charCodeAt(start + 5) === 32 ? 1 : 0), end)
    : start;
}

/**
 * A number that stays the same from line to line as long as they hold the same texts, which most lines of a log do: what is asked of sets
 * that are not loose need not be asked again. 0 when the line is no object, or one without members.
 */
export function sceneOf(text: string, start: number, end: number): number {
  const at = jsonStart(text, start, end);
  if (at >= end || text.charCodeAt(at) !== OPEN_BRACE || !hasMember(text, at, end)) return 0;
  lookThrough(text, at, end);
  return scene.number;
}

/** A quote comes first behind the brace. */
export function hasMember(text: string, brace: number, end: number): boolean {
  for (let at = brace + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > SPACE) return code === DQUOTE;
  }
  return false;
}

/**
 * The same of an object that fills bytes[start, end), where a line of its layout and with its texts was read as text; 0 otherwise. Call
 * `beginBytes` once a line.
 */
export function knownSceneOf(bytes: Uint8Array, start: number, end: number): number {
  if (sceneBytes !== bytesNumber || sceneStart !== start || sceneEnd !== end) {
    bytesScene = findScene(bytes, start, end);
    sceneBytes = bytesNumber;
    sceneStart = start;
    sceneEnd = end;
  }
  if (bytesScene === null) return 0;
  // Whoever asks of a text looks it through anew.
  to = -1;
  scene = bytesScene;
  return scene.number;
}

function findScene(bytes: Uint8Array, start: number, end: number): Scene | null {
  const layout = knownLayoutOf(bytes, start, end);
  const known = layout === null ? undefined : scenes.get(layout);
  if (layout === null || known === undefined || !lookAtValues(layout, bytes, end)) return null;
  for (const one of known) if (isOfValues(one)) return one.scene;
  return null;
}

/** Whether an object of the scene that `knownSceneOf` gave last holds any of these texts; of sets that are not loose. */
export function sceneHolds(set: KeySet): boolean {
  for (const id of set.ids) if ((scene.holds[id] ?? 0) > 0) return true;
  return false;
}

/** As hasKeys of an object of that scene; of a set that is not loose. */
export function sceneHoldsAll(set: KeySet): boolean {
  for (const id of set.ids) if (scene.holds[id] !== WITHIN) return false;
  return true;
}

/** True when the line is an object with all of these texts in its first part. */
export function hasKeys(text: string, start: number, end: number, set: KeySet): boolean {
  const at = jsonStart(text, start, end);
  if (at >= end || text.charCodeAt(at) !== OPEN_BRACE) return false;
  lookThrough(text, at, end);
  const limit = Math.min(end, at + LOOK);
  for (const id of set.ids) {
    const memo = loose[id];
    const holds = memo ? placeOf(id, memo, text, at) + (texts[id] ?? '').length <= limit : scene.holds[id] === WITHIN;
    if (!holds) return false;
  }
  return true;
}

/** True when any of these texts occurs, wherever in the object. */
export function hasAnyKey(text: string, start: number, end: number, set: KeySet): boolean {
  lookThrough(text, start, end);
  for (const id of set.ids) {
    const memo = loose[id];
    const holds = memo ? placeOf(id, memo, text, start) + (texts[id] ?? '').length <= end : (scene.holds[id] ?? 0) > 0;
    if (holds) return true;
  }
  return false;
}

/** First place of a loose text at or behind `start`, beyond any line when there is none. */
function placeOf(id: number, memo: Found, text: string, start: number): number {
  // The next one in the whole text: line after line asks, and a text that does not occur is sought once.
  if (start < memo.from || start > memo.found || text !== memo.text) {
    const place = text.indexOf(texts[id] ?? '', start);
    memo.text = text;
    memo.from = start;
    memo.found = place < 0 ? NOWHERE : place;
  }
  return memo.found;
}

function lookThrough(text: string, start: number, end: number): void {
  if (start === from && end === to && text === line) return;
  line = text;
  from = start;
  to = end;
  const layout = layoutOf(text, start, end);
  const codes = codesOf(text);
  if (layout === null || !lookAtValues(layout, codes, end)) {
    scene = look(codes, start, end);
    return;
  }
  let known = scenes.get(layout);
  if (known === undefined) {
    known = [];
    scenes.set(layout, known);
  }
  scene = known.find(isOfValues)?.scene ?? learnScene(known, codes, start, end);
}

function isOfValues({ inValues: ids }: KnownScene): boolean {
  if (ids.length !== inValuesCount) return false;
  for (let i = 0; i < ids.length; i++) if (ids[i] !== inValues[i]) return false;
  return true;
}

function learnScene(known: KnownScene[], codes: Uint8Array, start: number, end: number): Scene {
  const learned = look(codes, start, end);
  if (known.length >= MAX_SCENES) known.length = 0;
  known.push({ inValues: [...inValues.subarray(0, inValuesCount)], scene: learned });
  return learned;
}

/** Notes which texts the line's values begin with. @returns false when they are more than there is room for */
function lookAtValues(layout: JsonLayout, codes: Uint8Array, end: number): boolean {
  const { isText } = layout;
  inValuesCount = 0;
  for (let value = 0; value < isText.length; value++) {
    if (isText[value] !== true) continue;
    const from = valueStarts[value] ?? 0;
    const at = from - 1;
    const stop = valueEnds[value] ?? 0;
    const isLikely = values[(Math.min(stop - from, LONGEST) << 8) | (codes[from] ?? 0)] === 1;
    if (isLikely && !noteTexts(codes, at, end)) return false;
    if (valueEscapes[value] !== QUOTED) continue;
    for (let quote = at + 1; quote < stop; quote++) {
      if (codes[quote] === DQUOTE && !noteTexts(codes, quote, end)) return false;
    }
  }
  return true;
}

/** Notes the texts that stand at a quote. @returns false when there is no room for them */
function noteTexts(codes: Uint8Array, at: number, end: number): boolean {
  if (seconds[codes[at + 1] ?? 0] === 0) return true;
  for (let id = idAt(codes, at, end); id >= 0; id = nexts[id] ?? -1) {
    if (!isAt(id, codes, at, end)) continue;
    if (inValuesCount >= inValues.length) return false;
    inValues[inValuesCount++] = id;
  }
  return true;
}

/** First text that stands at a quote, -1 for none. */
function idAt(codes: Uint8Array, at: number, end: number): number {
  const second = codes[at + 1] ?? 0;
  if (seconds[second] === 0) return -1;
  let id = heads[bucketOf(second, codes[at + 2] ?? 0, codes[at + 3] ?? 0)] ?? -1;
  while (id >= 0 && !isAt(id, codes, at, end)) id = nexts[id] ?? -1;
  return id;
}

function isAt(id: number, codes: Uint8Array, at: number, end: number): boolean {
  const name = names[id];
  if (name === undefined || at + name.length > end) return false;
  for (let i = name.length - 1; i > 0; i--) if (codes[at + i] !== name[i]) return false;
  return true;
}

/** Looks at every quote of the line. @returns the scene of the line looked at before, where this one holds the same */
function look(codes: Uint8Array, start: number, end: number): Scene {
  let count = 0;
  let isSame = true;
  // The last characters of a line begin no text.
  for (let at = start; at + 3 < end; at++) {
    if (codes[at] !== DQUOTE) continue;
    let id = idAt(codes, at, end);
    for (; id >= 0; id = nexts[id] ?? -1) {
      if (!isAt(id, codes, at, end) || isKnown(id, count)) continue;
      const isWithin = at + (names[id]?.length ?? 0) <= start + LOOK;
      const entry = isWithin ? id : -2 - id;
      if (count >= foundCount || found[count] !== entry) isSame = false;
      found[count++] = entry;
    }
  }
  if (isSame && count === foundCount) return looked;
  foundCount = count;
  const holds = new Uint8Array(texts.length);
  for (let i = 0; i < count; i++) {
    const entry = found[i] ?? 0;
    holds[entry >= 0 ? entry : -2 - entry] = entry >= 0 ? WITHIN : BEHIND;
  }
  sceneCount++;
  looked = { number: sceneCount, holds };
  return looked;
}

/** A text counts where it stands first. */
function isKnown(id: number, count: number): boolean {
  for (let i = 0; i < count; i++) {
    const entry = found[i] ?? 0;
    if (entry === id || entry === -2 - id) return true;
  }
  return false;
}
