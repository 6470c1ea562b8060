/** What lists of the catalog sort and filter by, as one array a column over all apps. */
import type { AppScore, RiskBand } from '../../model/app.ts';
import type { AppDirectory } from '../app-directory.ts';

const BASES: readonly AppScore['basis'][] = ['scored', 'estimated', 'unscored', 'override'];
const BANDS: readonly RiskBand[] = ['high', 'medium', 'low', 'unscored'];
const UNSCORED = -1;

interface Scores {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly coverage: Float64Array;
  /** As shown; -1 when unscored. */
  readonly shown: Int8Array;
  readonly bases: Uint8Array;
  readonly bands: Uint8Array;
}

/** What follows from the catalog's file and the weights alone stays while tags, notes and overrides change. */
interface Held {
  scoreKey: string;
  scores: Scores;
}

const HELD = new WeakMap<AppDirectory['catalog'], Held>();

export class AppColumns {
  readonly scores: Scores;

  constructor(apps: AppDirectory) {
    const scoreKey = JSON.stringify([apps.scoring, apps.asOf]);
    const held = HELD.get(apps.catalog);
    const scores = held?.scoreKey === scoreKey ? held.scores : catalogScores(apps);
    HELD.set(apps.catalog, { scoreKey, scores });
    this.scores = withOwn(scores, apps);
  }

  display(index: number): number | null {
    const shown = this.scores.shown[index] ?? UNSCORED;
    return shown === UNSCORED ? null : shown;
  }

  basis(index: number): AppScore['basis'] {
    return BASES[this.scores.bases[index] ?? 2] ?? 'unscored';
  }

  band(index: number): RiskBand {
    return BANDS[this.scores.bands[index] ?? 3] ?? 'unscored';
  }
}

function emptyScores(count: number): Scores {
  return {
    low: new Float64Array(count),
    high: new Float64Array(count),
    coverage: new Float64Array(count),
    shown: new Int8Array(count),
    bases: new Uint8Array(count),
    bands: new Uint8Array(count),
  };
}

function put(scores: Scores, index: number, score: AppScore): void {
  scores.low[index] = score.low;
  scores.high[index] = score.high;
  scores.coverage[index] = score.coverage;
  scores.shown[index] = score.display ?? UNSCORED;
  scores.bases[index] = BASES.indexOf(score.basis);
  scores.bands[index] = BANDS.indexOf(score.band);
}

function catalogScores(apps: AppDirectory): Scores {
  const scores = emptyScores(apps.catalog.count);
  for (let index = 0; index < apps.catalog.count; index += 1) put(scores, index, apps.catalogScore(index));
  return scores;
}

/** With the scores of apps that the workspace overrides, corrects, measured or added. */
function withOwn(catalog: Scores, apps: AppDirectory): Scores {
  const scores = emptyScores(apps.count);
  scores.low.set(catalog.low);
  scores.high.set(catalog.high);
  scores.coverage.set(catalog.coverage);
  scores.shown.set(catalog.shown);
  scores.bases.set(catalog.bases);
  scores.bands.set(catalog.bands);
  for (const index of apps.scoredApart()) put(scores, index, apps.score(index));
  return scores;
}
