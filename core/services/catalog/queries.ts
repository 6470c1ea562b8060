import { catalogStats, DEFAULT_WEIGHTS, FACTORS, lookupHost, scoreApp } from '../../catalog/index.ts';
import type { AppDetail } from '../../contract/discovery.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import {
  type AppScore,
  CATEGORIES,
  type CategoryScore,
  FACTOR_CATEGORIES,
  type FactorContribution,
} from '../../model/app.ts';
import { categoryName } from '../discovery/row-types.ts';
import type { AppEntry, WorkspaceView } from '../workspace-view.ts';

const MAX_ALTERNATIVES = 8;

function requireApp(view: WorkspaceView, id: string): AppEntry {
  const entry = view.entries[view.appIndex(id)];
  if (!entry) {
    throw new AppError('entity.unknown', `There is no app with the id ${id}.`, { kind: 'app', key: id });
  }
  return entry;
}

function categorySummary(category: CategoryScore): AppDetail['general'] {
  return {
    score: category.score,
    low: category.low,
    high: category.high,
    coverage: category.knownWeight,
    weight: category.weight,
  };
}

export function getApp(view: WorkspaceView, id: string, today: string): AppDetail {
  const entry = requireApp(view, id);
  const { app } = entry;
  const score = scoreApp(app, DEFAULT_WEIGHTS, today, entry.override);
  return {
    id: app.id,
    name: app.name,
    category: app.category,
    categoryName: categoryName(app.category),
    vendor: app.vendor,
    description: app.description,
    homepage: app.homepage,
    headquarters: app.headquarters,
    kind: app.kind,
    custom: app.custom,
    domains: [...app.domains],
    tag: entry.tag,
    note: entry.note,
    overrideScore: entry.override,
    score: score.display,
    scoreRaw: score.score,
    scoreLow: score.low,
    scoreHigh: score.high,
    scoreBasis: score.basis,
    coverage: score.coverage,
    known: score.known,
    band: score.band,
    general: categorySummary(score.general),
    security: categorySummary(score.security),
    compliance: categorySummary(score.compliance),
    legal: categorySummary(score.legal),
    factors: factorsOf(entry, score),
    alternatives: alternativesOf(view, entry),
  };
}

function factorsOf({ app }: AppEntry, score: AppScore): AppDetail['factors'] {
  const contributions = new Map<string, FactorContribution>();
  for (const category of FACTOR_CATEGORIES) {
    for (const contribution of score[category].factors) {
      contributions.set(contribution.factor, contribution);
    }
  }
  return FACTORS.filter((def) => !def.appField).map((def) => {
    const value = app.factors[def.id];
    const part = contributions.get(def.id);
    const counted = part !== undefined && part.propertyScore !== null;
    return {
      id: def.id,
      title: def.title,
      meaning: def.meaning,
      category: def.category,
      value: value === undefined ? null : typeof value.value === 'object' ? [...value.value] : value.value,
      source: value?.source ?? null,
      basis: value?.basis ?? null,
      asOf: value?.asOf ?? null,
      scored: def.rule !== null,
      propertyScore: part?.propertyScore ?? null,
      weight: part?.share ?? 0,
      contribution: counted ? part.contribution : null,
    };
  });
}

/** Same category, a better lower bound: what is known of them is better whatever is unknown. */
function alternativesOf(view: WorkspaceView, entry: AppEntry): AppDetail['alternatives'] {
  return view.entries
    .filter(
      (other) =>
        other !== entry &&
        other.app.category === entry.app.category &&
        other.tag !== 'unsanctioned' &&
        other.score.low > entry.score.low,
    )
    .sort((a, b) => b.score.low - a.score.low || a.app.name.localeCompare(b.app.name))
    .slice(0, MAX_ALTERNATIVES)
    .map(({ app, score }) => ({
      id: app.id,
      name: app.name,
      score: score.display,
      scoreLow: score.low,
      band: score.band,
    }));
}

export function getStats(view: WorkspaceView, today: string): MethodOutput<'catalog.getStats'> {
  const stats = catalogStats(
    view.entries.map((entry) => entry.app),
    DEFAULT_WEIGHTS,
    today,
  );
  return { ...stats, sources: { ...stats.sources } };
}

export function lookUpHosts(view: WorkspaceView, hosts: readonly string[]): MethodOutput<'catalog.lookUpHosts'> {
  const apps = view.entries.map((entry) => entry.app);
  const scores = new Map(view.entries.map((entry) => [entry.app, entry.score]));
  return hosts.map((host) => {
    const found = lookupHost(host, view.matcher, apps, (app) => scores.get(app) ?? requireApp(view, app.id).score);
    return { ...found };
  });
}

export function searchApps(view: WorkspaceView, text: string, limit: number): MethodOutput<'catalog.searchApps'> {
  const wanted = text.trim().toLowerCase();
  const rank = ({ app }: AppEntry): number => {
    const name = app.name.toLowerCase();
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    return app.domains.some((domain) => domain.includes(wanted)) || (app.vendor ?? '').toLowerCase().includes(wanted)
      ? 3
      : 9;
  };
  return view.entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((hit) => hit.rank < 9)
    .sort((a, b) => a.rank - b.rank || a.entry.app.name.localeCompare(b.entry.app.name))
    .slice(0, limit)
    .map(({ entry: { app, score, tag } }) => ({
      id: app.id,
      name: app.name,
      categoryName: categoryName(app.category),
      score: score.display,
      band: score.band,
      tag,
    }));
}

export function listCategories(view: WorkspaceView): MethodOutput<'catalog.listCategories'> {
  const counts = new Map<string, number>();
  for (const { app } of view.entries) {
    counts.set(app.category, (counts.get(app.category) ?? 0) + 1);
  }
  return CATEGORIES.map(({ id, name }) => ({ id, name, apps: counts.get(id) ?? 0 }));
}
