/**
 * In: lines that are one JSON object each, as bytes, and what a format knows of their names. Out: LineWindows, or "not plain".
 * Which values a layout's lines give is known from the first of them, which is read as text.
 */
import type { LineWindows } from '../api.ts';
import { type JsonLayout, knownLayoutOf, type ValueUse } from './json-layout.ts';
import type { JsonPaths } from './json-paths.ts';
import { bestFirst, readWindows, type WindowUse, windowRank, windowSlot } from './json-windows.ts';
import type { Step } from './path-tree.ts';
import { WatchedWindows } from './watched-windows.ts';

const OPEN_BRACE = 123;

/** What the values of each layout are to a format, as a plan of its own making: found out once a layout. */
export class LayoutPlans<T, P = readonly WindowUse[]> {
  private readonly usesOf: (layout: JsonLayout) => readonly ValueUse<T>[] | null;
  private readonly make: (layout: JsonLayout, uses: readonly ValueUse<T>[]) => P | null;
  private readonly plans = new WeakMap<readonly ValueUse<T>[], { readonly plan: P | null }>();
  private last: readonly ValueUse<T>[] | null = null;
  private lastPlan: P | null = null;

  /**
   * @param usesOf null where no line of the layout was read as text yet
   * @param make null where lines of the layout must be read as text
   */
  constructor(
    usesOf: (layout: JsonLayout) => readonly ValueUse<T>[] | null,
    make: (layout: JsonLayout, uses: readonly ValueUse<T>[]) => P | null,
  ) {
    this.usesOf = usesOf;
    this.make = make;
  }

  /** Of the object that fills bytes[start, end); null where it is not known. */
  of(bytes: Uint8Array, start: number, end: number): P | null {
    if (bytes[start] !== OPEN_BRACE) return null;
    const layout = knownLayoutOf(bytes, start, end);
    const uses = layout === null ? null : this.usesOf(layout);
    if (layout === null || uses === null) return null;
    if (uses === this.last) return this.lastPlan;
    let made = this.plans.get(uses);
    if (made === undefined) {
      made = { plan: this.make(layout, uses) };
      this.plans.set(uses, made);
    }
    this.last = uses;
    this.lastPlan = made.plan;
    return made.plan;
  }
}

/** What a format says of its watched paths. */
export interface JudgedPaths {
  readonly watch: readonly string[];
  /** Those that decide what a line is worth. */
  readonly judged: readonly string[];
  /** Those whose lines are read as text. */
  readonly unplain: readonly string[];
  /** Times that name no zone are in UTC. */
  readonly isUtc: boolean;
}

interface Plan {
  readonly uses: readonly WindowUse[];
  readonly watched: WatchedWindows;
}

/** Reads objects by the paths of a format. */
export class JsonBytes {
  private readonly paths: JsonPaths;
  private readonly watch: readonly string[];
  private readonly judged: ReadonlySet<string>;
  private readonly unplain: ReadonlySet<string>;
  private readonly isUtc: boolean;
  private readonly plans: LayoutPlans<Readonly<Step>, Plan>;

  constructor(paths: JsonPaths, { watch, judged, unplain, isUtc }: JudgedPaths) {
    this.isUtc = isUtc;
    this.paths = paths;
    this.watch = watch;
    this.judged = new Set(judged);
    this.unplain = new Set(unplain);
    this.plans = new LayoutPlans(
      (layout) => paths.usesOf(layout),
      (layout, uses) =>
        uses.some(({ known }) => this.unplain.has(this.watch[known.watch] ?? ''))
          ? null
          : {
              uses: bestFirst(uses.flatMap((use) => this.useOf(layout, use))),
              watched: new WatchedWindows(
                watch.length,
                layout,
                uses.map(({ value, known }) => [value, known.watch]),
              ),
            },
    );
  }

  /** @returns where the watched values of the line stand; null when it is not plain */
  read(bytes: Uint8Array, start: number, end: number, out: LineWindows): WatchedWindows | null {
    const plan = this.plans.of(bytes, start, end);
    if (plan === null || !readWindows(plan.uses, bytes, out)) return null;
    // The time of a header in front names no zone either.
    return this.isUtc && Number.isNaN(out.timeMs) ? null : plan.watched;
  }

  private useOf(layout: JsonLayout, { value, known }: ValueUse<Readonly<Step>>): WindowUse[] {
    const { table } = this.paths;
    const { entry, watch } = known;
    const slot = windowSlot(table, entry);
    const isAction = entry >= 0 && table.slotOf(entry) === 'action';
    const isJudged = this.judged.has(this.watch[watch] ?? '');
    // Paths and keys are numbered apart; a value that is both judged by and an action is told by its key.
    const label = isAction ? entry + 1 : isJudged ? table.allKeys().length + watch + 1 : 0;
    if (slot < 0 && label === 0) return [];
    return [
      { value, isText: layout.isText[value] === true, slot, rank: windowRank(table, entry), label, isUtc: this.isUtc },
    ];
  }
}
