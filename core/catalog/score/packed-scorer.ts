import type { AppScore } from '../../model/app.ts';
import type { PackedCatalog } from '../packed/packed-catalog.ts';
import { propertyScore } from './property-score.ts';
import { addFact, assumedPoints, newTally, scoreTally } from './tally.ts';
import { type CompiledWeights, isNotApplicable, type WeighedFactor } from './weights.ts';

/**
 * Scores apps of an opened catalog from its columns, without putting them together. What each distinct value is worth is
 * worked out once, so that the whole catalog is scored anew in the time that a screen takes to draw.
 */
export class PackedScorer {
  private readonly catalog: PackedCatalog;
  private readonly weights: CompiledWeights;
  private readonly factors: readonly (WeighedFactor | undefined)[];
  /** By cell: 0..10, NaN for a value known not to apply. */
  private readonly points: Float64Array;
  /** Of some 36,000 apps seven of eight know the same as another. */
  private readonly known = new Map<string, AppScore>();

  /** @param asOf ISO date that ages are counted to */
  constructor(catalog: PackedCatalog, weights: CompiledWeights, asOf: string) {
    this.catalog = catalog;
    this.weights = weights;
    const points = new Float64Array(catalog.cells.length);
    this.factors = catalog.cells.map(({ factor, value }, index) => {
      const weighed = weights.byId.get(factor);
      if (weighed === undefined) return undefined;
      const worth = isNotApplicable(value) ? Number.NaN : propertyScore(weighed.rule, value, asOf);
      points[index] = worth ?? 0;
      return worth === null ? undefined : weighed;
    });
    this.points = points;
  }

  /** As `scoreSummary` of the app. */
  score(app: number, override: number | null = null): AppScore {
    if (override !== null) return this.work(app, override);
    const key = this.keyOf(app);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const score = this.work(app, null);
    this.known.set(key, score);
    return score;
  }

  /** What a score follows from: what is assumed of the unknown, and the values that count. */
  private keyOf(app: number): string {
    const { catalog } = this;
    let key = String(assumedPoints({ kind: catalog.kind(app), category: catalog.category(app) }));
    const end = catalog.firstFact(app + 1);
    for (let place = catalog.firstFact(app); place < end; place += 1) {
      const cell = catalog.cellAt(place);
      if (this.factors[cell] !== undefined) key += `,${cell}`;
    }
    return key;
  }

  private work(app: number, override: number | null): AppScore {
    const { catalog, weights } = this;
    const tally = newTally(weights);
    const end = catalog.firstFact(app + 1);
    for (let place = catalog.firstFact(app); place < end; place += 1) {
      const cell = catalog.cellAt(place);
      const factor = this.factors[cell];
      if (factor !== undefined) addFact(tally, weights, factor, this.points[cell] as number);
    }
    return scoreTally(tally, weights, { kind: catalog.kind(app), category: catalog.category(app) }, override);
  }
}
