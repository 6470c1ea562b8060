/**
 * In: lines that are one JSON object each, as bytes, and the paths of a format. Out: LineWindows, or "not plain".
 * Which values a layout's lines give is known from the first of them, which is read as text.
 */
import type { LineWindows } from '../api.ts';
import { type JsonLayout, knownLayoutOf, type ValueUse } from './json-layout.ts';
import type { JsonPaths, Step } from './json-paths.ts';
import { readWindows, type WindowUse, windowRank, windowSlot } from './json-windows.ts';

const OPEN_BRACE = 123;

export class JsonBytes {
  private readonly paths: JsonPaths;
  private readonly watch: readonly string[];
  private readonly judged: ReadonlySet<string>;
  private readonly plans = new WeakMap<readonly ValueUse<unknown>[], readonly WindowUse[]>();
  private last: readonly ValueUse<unknown>[] | null = null;
  private lastPlan: readonly WindowUse[] = [];

  /** @param judged those of the watched paths that decide what a line is worth */
  constructor(paths: JsonPaths, watch: readonly string[], judged: readonly string[]) {
    this.paths = paths;
    this.watch = watch;
    this.judged = new Set(judged);
  }

  read(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    if (bytes[start] !== OPEN_BRACE) return false;
    const layout = knownLayoutOf(bytes, start, end);
    const uses = layout === null ? null : this.paths.usesOf(layout);
    return layout !== null && uses !== null && readWindows(this.planOf(layout, uses), bytes, out);
  }

  private planOf(layout: JsonLayout, uses: readonly ValueUse<Readonly<Step>>[]): readonly WindowUse[] {
    if (uses === this.last) return this.lastPlan;
    let plan = this.plans.get(uses);
    if (plan === undefined) {
      plan = uses.flatMap((use) => this.useOf(layout, use));
      this.plans.set(uses, plan);
    }
    this.last = uses;
    this.lastPlan = plan;
    return plan;
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
      { value, isText: layout.isText[value] === true, slot, rank: windowRank(table, entry), label, isUtc: false },
    ];
  }
}
