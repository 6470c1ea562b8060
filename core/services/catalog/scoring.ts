/** How the workspace scores, and what other settings would change. */
import { compileWeights, DEFAULT_SCORING, FACTORS, scoreSummary, weightKey } from '../../catalog/index.ts';
import type { BandChange } from '../../contract/common.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { AppScore, RiskBand } from '../../model/app.ts';
import { readMeta } from '../../store/write/meta.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { bandChange, worstFirst } from './band-changes.ts';

const MAX_CHANGES = 500;
/** Titles of the groups whose members share one setting. */
const GROUP_TITLES: Readonly<Record<string, string>> = {
  httpSecurityHeaders: 'HTTP security headers',
  passwordPolicy: 'Password policy',
};

export function getScoring(view: WorkspaceView): MethodOutput<'catalog.getScoring'> {
  const { catalog } = view.apps;
  const known = new Map<string, number>();
  for (let place = 0; place < catalog.firstFact(catalog.count); place += 1) {
    const factor = catalog.cells[catalog.cellAt(place)]?.factor ?? '';
    known.set(factor, (known.get(factor) ?? 0) + 1);
  }
  const scored = Map.groupBy(
    FACTORS.filter((def) => def.rule !== null),
    weightKey,
  );
  const defaults = copyOf(DEFAULT_SCORING);
  return {
    settings: copyOf(readMeta(view.db).scoring ?? DEFAULT_SCORING),
    defaults,
    factors: [...scored].flatMap(([key, members]) => {
      const [first] = members;
      if (first === undefined) return [];
      const isGroup = members.length > 1;
      return {
        key,
        title: isGroup ? (GROUP_TITLES[key] ?? key) : first.title,
        meaning: isGroup ? members.map((def) => def.title).join(', ') : first.meaning,
        category: first.category,
        known: Math.max(...members.map((def) => known.get(def.id) ?? 0)),
      };
    }),
  };
}

function copyOf({ weights, bands }: typeof DEFAULT_SCORING): MethodOutput<'catalog.getScoring'>['settings'] {
  return {
    weights: { categories: { ...weights.categories }, factors: structuredClone({ ...weights.factors }) },
    bands: { ...bands },
  };
}

/** Scores the apps in use anew, as if these settings held. */
export function previewScoring(
  view: WorkspaceView,
  { settings }: MethodParsed<'catalog.previewScoring'>,
  today: string,
): MethodOutput<'catalog.previewScoring'> {
  const started = performance.now();
  const weights = compileWeights(settings.weights, settings.bands);
  const counts = () => ({ high: 0, medium: 0, low: 0, unscored: 0 }) satisfies Record<RiskBand, number>;
  const before = counts();
  const after = counts();
  const changes: BandChange[] = [];
  for (const { app, score, override } of view.entries) {
    const next: AppScore = scoreSummary(app, weights, today, override);
    before[score.band] += 1;
    after[next.band] += 1;
    const change = bandChange(app, score, next);
    if (change !== null) changes.push(change);
  }
  changes.sort(worstFirst);
  return {
    apps: view.entries.length,
    before,
    after,
    changes: changes.slice(0, MAX_CHANGES),
    changed: changes.length,
    tookMs: performance.now() - started,
  };
}
