/**
 * In: objects that tell of visits to servers of one's own, as bytes, and what a format knows of their names. Out: their times and a verdict
 * that all of them share, or "not plain".
 * Whom such a line names is not counted, so that all that must be plain of it are its time and one of its ends.
 */
import type { LineWindows } from '../api.ts';
import { clearWindows } from '../shared/bytes.ts';
import { takeVisit } from '../shared/visit-bytes.ts';
import { isAddress, isPlaceholderAt } from './byte-values.ts';
import { LayoutPlans } from './json-bytes.ts';
import { type JsonLayout, PLAIN, type ValueUse, valueEnds, valueEscapes, valueStarts } from './json-layout.ts';
import type { JsonPaths } from './json-paths.ts';
import { isSpelledHost } from './json-values.ts';
import { bestFirst, readWindows, type WindowUse, windowRank, windowSlot } from './json-windows.ts';
import type { Step } from './path-tree.ts';
import { CLOCK, DATE, TIME, ZONE } from './window-slots.ts';

const TIMES = new Set([TIME, DATE, CLOCK, ZONE]);
const ENDS: ReadonlySet<string> = new Set([
  'sourceIp',
  'source',
  'sourceHost',
  'destinationIp',
  'destination',
  'destinationHost',
]);

/** Says whether the value of a watched path makes the line a visit. */
export interface VisitPath {
  readonly watch: number;
  readonly isVisit: (bytes: Uint8Array, start: number, end: number) => boolean;
}

interface Places {
  readonly times: readonly WindowUse[];
  /** Values that name a client or a server. */
  readonly ends: readonly number[];
  /** The one that decides; -1 where every line is a visit. */
  readonly deciding: number;
}

export class JsonVisits {
  private readonly plans: LayoutPlans<Readonly<Step>, Places>;
  private readonly paths: JsonPaths;
  private readonly path: VisitPath | null;

  /** @param path null where every line that names an end is a visit */
  constructor(paths: JsonPaths, path: VisitPath | null) {
    this.paths = paths;
    this.path = path;
    this.plans = new LayoutPlans(
      (layout) => paths.usesOf(layout),
      (layout, uses) => this.placesOf(layout, uses),
    );
  }

  read(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const places = this.plans.of(bytes, start, end);
    if (places === null || !this.isVisit(places, bytes) || !places.ends.some((value) => isNameAt(bytes, value))) {
      return false;
    }
    clearWindows(out);
    if (!readWindows(places.times, bytes, out) || Number.isNaN(out.timeMs)) return false;
    return takeVisit(out);
  }

  private isVisit({ deciding }: Places, bytes: Uint8Array): boolean {
    if (this.path === null) return true;
    return deciding >= 0 && this.path.isVisit(bytes, valueStarts[deciding] ?? 0, valueEnds[deciding] ?? 0);
  }

  private placesOf(layout: JsonLayout, uses: readonly ValueUse<Readonly<Step>>[]): Places | null {
    const { table } = this.paths;
    const isText = ({ value }: ValueUse<unknown>): boolean => value >= 0 && layout.isText[value] === true;
    const deciding = uses.filter(({ known }) => known.watch >= 0 && known.watch === this.path?.watch);
    // Which of two of one name counts hangs on what they are.
    if (this.path !== null && (deciding.length !== 1 || !deciding.every(isText))) return null;
    return {
      times: bestFirst(
        uses
          .filter(({ value, known }) => value >= 0 && TIMES.has(windowSlot(table, known.entry)))
          .map(({ value, known: { entry } }) => ({
            value,
            isText: layout.isText[value] === true,
            slot: windowSlot(table, entry),
            rank: windowRank(table, entry),
            label: 0,
            isUtc: false,
          })),
      ),
      ends: uses
        .filter((use) => isText(use) && use.known.entry >= 0 && ENDS.has(table.slotOf(use.known.entry) ?? ''))
        .map(({ value }) => value),
      deciding: deciding[0]?.value ?? -1,
    };
  }
}

function isNameAt(bytes: Uint8Array, value: number): boolean {
  const from = valueStarts[value] ?? 0;
  const to = valueEnds[value] ?? 0;
  if (valueEscapes[value] !== PLAIN || isPlaceholderAt(bytes, from, to)) return false;
  return isAddress(bytes, from, to) || isSpelledHost(bytes, from, to);
}
