/**
 * In: lines of a file whose format is not known, or that mixes several (a relay's file).
 * Out: each line read by the format that claims it most; ties go to the earlier format.
 *
 * Which format reads a line depends on the line and on the directives in force, never on what was read before, so that slices of a file
 * can be read in any order. What was read before only decides who is asked first, and with many formats that is what costs: formats in
 * force by a directive claim more than any other could; then comes the one whose mark stands in front, whatever the line quotes; then the
 * few that read the last lines, where they are certain of a line; and of the rest those whose words the line holds are asked, only until one
 * is certain, as nothing behind it can claim more.
 */
import {
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../formats/api.ts';
import { knownSceneOf, sceneOf } from '../formats/keyed/json-keys.ts';
import { ClaimWords } from './claim-words.ts';
import { Leads } from './leads.ts';

/** A parser that says which format read its last line. */
export interface AutoParser extends LineParser {
  /** Id of the format that read the last line, '' when none could. */
  readonly formatId: string;
  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean;
  saveState(): string;
  restoreState(state: string): void;
}

/** Directives (`#Fields`) in force say more about a line than its looks: a line that does not fit them is rejected by that parser. */
const DIRECTIVE_CLAIM = 2;

/** Formats of the last lines that are asked first: a relay's file holds a handful of products. */
const MAX_RECENT = 4;

interface Entry {
  readonly format: TrafficFormat;
  /** Its place among the formats. */
  readonly place: number;
  parser: LineParser | undefined;
  /** The parser holds directives that tell it how to read lines. */
  inForce: boolean;
  /** Claim on the line at hand: UNASKED, and 0 once the parser has rejected it. */
  claim: number;
  /** Of objects: the claim on lines that hold the texts of `scene`. */
  scene: number;
  sceneClaim: number;
  /** Of a format that names any; found out when first asked. */
  rivals: readonly Rival[] | undefined;
}

interface Rival {
  readonly format: TrafficFormat;
  /** It comes earlier in the order of formats. */
  readonly winsTies: boolean;
}

const UNASKED = -1;
/** Scenes remembered; a log that keeps inventing them must not fill the memory. */
const MAX_OWNERS = 10_000;
const OPEN_BRACE = 123;

/** Creates a parser that chooses among `formats` line by line. Order matters for ties only. */
export function createAutoParser(formats: readonly TrafficFormat[]): AutoParser {
  return autoParsers(formats)();
}

/** The same for many files, one after the other: what is known of the formats is found out once. */
export function autoParsers(formats: readonly TrafficFormat[]): () => AutoParser {
  const leads = new Leads(formats.map((format, place) => [format.leads ?? [], place]));
  const words = new ClaimWords(formats);
  return () => new Auto(formats, leads, words);
}

class Auto implements AutoParser {
  formatId = '';
  readonly #entries: readonly Entry[];
  /** Those that may read a line which begins with a brace, and those that may read any other. */
  readonly #ofObjects: readonly Entry[];
  readonly #ofText: readonly Entry[];
  /** Of a line that begins with a format's mark: the place of that format. */
  readonly #leads: Leads<number>;
  readonly #words: ClaimWords;
  /** The formats of the last lines, the last one first. */
  readonly #recent: Entry[] = [];
  /** Whether the line at hand was looked along for the words of claims, and whether that says anything of it. */
  #looked: 'not' | 'found' | 'silent' = 'not';
  /** Some format's directives are in force. */
  #directives = false;
  /** By scene: who reads its objects; null where that hangs on more. */
  readonly #owners = new Map<number, Entry | null>();
  #scene = 0;
  #owner: Entry | null = null;

  constructor(formats: readonly TrafficFormat[], leads: Leads<number>, words: ClaimWords) {
    this.#leads = leads;
    this.#words = words;
    this.#entries = formats.map((format, place) => ({
      format,
      place,
      parser: undefined,
      inForce: false,
      claim: 0,
      scene: 0,
      sceneClaim: 0,
      rivals: undefined,
    }));
    this.#ofObjects = this.#entries.filter(({ format }) => format.objects !== undefined);
    this.#ofText = this.#entries.filter(({ format }) => format.objects !== 'only');
  }

  #entryAt(place: number | undefined): Entry | undefined {
    return place === undefined ? undefined : this.#entries[place];
  }

  #entriesFor(text: string, start: number): readonly Entry[] {
    return text.charCodeAt(start) === OPEN_BRACE ? this.#ofObjects : this.#ofText;
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    this.formatId = '';
    this.#looked = 'not';
    this.#learnOwner(text, start, end);
    const leader = this.#entryAt(this.#leads.ofText(text, start, end));
    if (!this.#directives && leader === undefined) {
      for (const entry of this.#recent) {
        const { certain } = entry.format;
        if (!mayRead(entry.format, text, start)) continue;
        if (certain !== 'parsed' && !this.#isSurelyOf(entry, text, start, end)) continue;
        out.reset();
        const verdict = parserOf(entry).parse(text, start, end, out, header);
        // A format that is certain of every line it reads is not so of those it skips.
        const isItsOwn =
          verdict === PARSED ||
          (verdict === SKIPPED && (certain !== 'parsed' || this.#isSurelyOf(entry, text, start, end)));
        if (isItsOwn) {
          this.#settle(entry, verdict);
          return verdict;
        }
      }
    }
    return this.#choose(text, start, end, leader, out, header);
  }

  /** As `readBytes`, of lines in front of which nothing can stand. */
  readFirst(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const entry = this.#directives ? undefined : this.#recent[0];
    if (entry?.format.certain === undefined) return false;
    if (entry.parser?.readFirst?.(bytes, start, end, out) !== true) return false;
    this.formatId = entry.format.id;
    return true;
  }

  /** Only the format that would be the first to be asked for text is asked. */
  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    if (bytes[start] === OPEN_BRACE && !this.#directives) return this.#readObject(bytes, start, end, out);
    const entry = this.#directives ? this.#entries.find((candidate) => candidate.inForce) : this.#recent[0];
    const isFirst = this.#directives || entry?.format.certain !== undefined;
    if (!isFirst || (bytes[start] === OPEN_BRACE && entry?.format.objects === undefined)) return false;
    const leader = this.#directives ? undefined : this.#entryAt(this.#leads.ofBytes(bytes, start));
    if (leader !== undefined && leader !== entry) return false;
    if (entry?.parser?.readBytes?.(bytes, start, end, out) !== true) return false;
    // Some readers look for their message behind whatever stands in front of it.
    if (!this.#directives && leader === undefined) {
      const led = this.#entryAt(this.#leads.inFrontOf(out, bytes, start, end));
      if (led !== undefined && led !== entry) return false;
    }
    this.formatId = entry.format.id;
    return true;
  }

  /** Whose an object is hangs on the texts it holds: that is found out once for all lines that hold the same. */
  #readObject(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const scene = knownSceneOf(bytes, start, end);
    if (scene === 0) return false;
    if (scene !== this.#scene) {
      this.#scene = scene;
      this.#owner = this.#owners.get(scene) ?? null;
    }
    const entry = this.#owner;
    if (entry?.parser?.readBytes?.(bytes, start, end, out) !== true) return false;
    this.formatId = entry.format.id;
    return true;
  }

  /** Notes whose objects of the line's scene are, where no claim could be another for the next of them. */
  #learnOwner(text: string, start: number, end: number): void {
    const scene = text.charCodeAt(start) === OPEN_BRACE ? sceneOf(text, start, end) : 0;
    if (scene === 0 || this.#owners.has(scene)) return;
    if (this.#owners.size >= MAX_OWNERS) this.#owners.clear();
    this.#owners.set(scene, ownerOf(this.#ofObjects, text, start, end));
    this.#scene = 0;
  }

  saveState(): string {
    const states: Record<string, string> = {};
    for (const { format, parser } of this.#entries) {
      const state = parser?.saveState?.() ?? '';
      if (state !== '') states[format.id] = state;
    }
    return Object.keys(states).length === 0 ? '' : JSON.stringify(states);
  }

  restoreState(state: string): void {
    const states: unknown = state === '' ? {} : JSON.parse(state);
    if (typeof states !== 'object' || states === null) return;
    const byId = new Map<string, unknown>(Object.entries(states));
    for (const entry of this.#entries) {
      const saved = byId.get(entry.format.id);
      entry.parser = undefined;
      entry.inForce = false;
      if (typeof saved !== 'string') continue;
      parserOf(entry).restoreState?.(saved);
      entry.inForce = entry.format.split === 'directive';
    }
    this.#directives = this.#entries.some((entry) => entry.inForce);
    this.#recent.length = 0;
  }

  /** The format claims the line so much that none that could claim it more, or win the tie, does. */
  #isSurelyOf(entry: Entry, text: string, start: number, end: number): boolean {
    const { certain } = entry.format;
    const claim = entry.format.claim(text, start, end);
    if (typeof certain === 'object') return claim >= certain.from && !this.#loses(entry, claim, text, start, end);
    if (claim !== 1) return false;
    if (certain === 'claimed') return true;
    for (const earlier of this.#entriesFor(text, start)) {
      if (earlier === entry) return true;
      if (this.#mayClaim(earlier, text, start, end) && earlier.format.claim(text, start, end) === 1) return false;
    }
    return true;
  }

  /** One of the format's rivals would read the line. */
  #loses(entry: Entry, claim: number, text: string, start: number, end: number): boolean {
    entry.rivals ??= rivalsOf(entry, this.#entries);
    for (const { format, winsTies } of entry.rivals) {
      if (!mayRead(format, text, start)) continue;
      const other = format.claim(text, start, end);
      if (other > claim || (other === claim && winsTies)) return true;
    }
    return false;
  }

  /** False for a format whose words the line lacks: its claim is 0. */
  #mayClaim(entry: Entry, text: string, start: number, end: number): boolean {
    if (this.#looked === 'not') this.#looked = this.#words.look(text, start, end) ? 'found' : 'silent';
    return this.#looked === 'silent' || this.#words.mayClaim(entry.place);
  }

  /** Tries formats by falling claim until one does not reject. A reason better than `shape` is kept from the first that gave one. */
  #choose(
    text: string,
    start: number,
    end: number,
    leader: Entry | undefined,
    out: EventDraft,
    header: SyslogHeader,
  ): Verdict {
    for (const entry of this.#entries) {
      entry.claim = entry.inForce ? DIRECTIVE_CLAIM : UNASKED;
    }
    let reason = '';
    let id = '';
    for (;;) {
      const entry = this.#best(text, start, end, leader);
      if (entry === undefined) break;
      entry.claim = 0;
      out.reset();
      const verdict = parserOf(entry).parse(text, start, end, out, header);
      if (verdict === PARSED || verdict === SKIPPED) {
        this.#settle(entry, verdict);
        return verdict;
      }
      if (reason === '' && out.reason !== 'shape') {
        reason = out.reason;
        id = entry.format.id;
      }
    }
    out.reset();
    out.reason = reason === '' ? 'shape' : reason;
    this.formatId = id;
    return REJECTED;
  }

  /** Notes who read the line; a directive format that skipped one may have taken a directive from it. */
  #settle(entry: Entry, verdict: Verdict): void {
    this.formatId = entry.format.id;
    // A log may hold nothing but messages that are no traffic: who passes over them for sure is asked first as well.
    if (verdict === PARSED || (entry.format.certain !== undefined && entry.format.split !== 'directive'))
      this.#remember(entry);
    else if (entry.format.split === 'directive') {
      entry.inForce = (entry.parser?.saveState?.() ?? '') !== '';
      this.#directives = this.#entries.some((other) => other.inForce);
    }
  }

  #remember(entry: Entry): void {
    if (this.#recent[0] === entry) return;
    const at = this.#recent.indexOf(entry);
    if (at > 0) this.#recent.splice(at, 1);
    else if (this.#recent.length === MAX_RECENT) this.#recent.pop();
    this.#recent.unshift(entry);
  }

  /** The entry that claims the line most of those not tried yet. Asks in order, and no further than the first certain one. */
  #best(text: string, start: number, end: number, leader: Entry | undefined): Entry | undefined {
    let best: Entry | undefined;
    if (this.#directives) {
      for (const entry of this.#entries) if (entry.claim === DIRECTIVE_CLAIM) return entry;
    }
    if (leader?.claim === UNASKED) return leader;
    const scene = text.charCodeAt(start) === OPEN_BRACE ? sceneOf(text, start, end) : 0;
    for (const entry of this.#entriesFor(text, start)) {
      if (entry.claim === UNASKED) {
        entry.claim = this.#mayClaim(entry, text, start, end) ? claimOf(entry, text, start, end, scene) : 0;
      }
      if (entry.claim > (best?.claim ?? 0)) best = entry;
      if (entry.claim === 1) break;
    }
    return best;
  }
}

/** A line that begins with a brace is read by formats of objects only, any other by formats of more than objects. */
function mayRead(format: TrafficFormat, text: string, start: number): boolean {
  return text.charCodeAt(start) === OPEN_BRACE ? format.objects !== undefined : format.objects !== 'only';
}

/** @param scene of an object, 0 for other lines */
function claimOf(entry: Entry, text: string, start: number, end: number, scene: number): number {
  if (scene === 0 || entry.format.claimsByKeys !== true) return entry.format.claim(text, start, end);
  if (entry.scene !== scene) {
    entry.sceneClaim = entry.format.claim(text, start, end);
    entry.scene = scene;
  }
  return entry.sceneClaim;
}

/** The format that claims an object most, where all that could claim it more, or win the tie, claim by its keys. */
function ownerOf(entries: readonly Entry[], text: string, start: number, end: number): Entry | null {
  let owner: Entry | null = null;
  let best = 0;
  let bound = 0;
  for (const entry of entries) {
    const [low, high] = boundsOf(entry.format, text, start, end);
    // Another object of the same texts may be claimed more.
    if (high > low) bound = Math.max(bound, high);
    if (low <= best) continue;
    owner = entry;
    best = low;
  }
  return best > bound ? owner : null;
}

function boundsOf(format: TrafficFormat, text: string, start: number, end: number): readonly [number, number] {
  if (format.claimsByKeys === true) {
    const claim = format.claim(text, start, end);
    return [claim, claim];
  }
  return format.claimBounds?.(text, start, end) ?? [0, 1];
}

function rivalsOf(entry: Entry, entries: readonly Entry[]): Rival[] {
  const { certain } = entry.format;
  const ids = typeof certain === 'object' ? (certain.rivals ?? []) : [];
  const own = entries.indexOf(entry);
  return entries.flatMap(({ format }, at) => (ids.includes(format.id) ? [{ format, winsTies: at < own }] : []));
}

function parserOf(entry: Entry): LineParser {
  entry.parser ??= entry.format.createParser();
  return entry.parser;
}
