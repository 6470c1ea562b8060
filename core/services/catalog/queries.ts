import {
  type AppStats,
  appStats,
  catalogStats,
  compileWeights,
  FACTORS,
  lookupHost,
  riskBand,
  scoreApp,
} from '../../catalog/index.ts';
import type { AppDetail } from '../../contract/app-detail.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import {
  APP_KINDS,
  type AppCorrection,
  type AppKind,
  type AppScore,
  type BandLimits,
  type CategoryScore,
  FACTOR_CATEGORIES,
  type FactorContribution,
} from '../../model/app.ts';
import type { AppDirectory, AppEntry } from '../app-directory.ts';
import { categoryName } from '../discovery/row-types.ts';

const MAX_ALTERNATIVES = 8;
/** Kinds that people choose to use. */
const CHOSEN: ReadonlySet<AppKind> = new Set(['saas', 'consumer']);

function requireApp(apps: AppDirectory, id: string): AppEntry {
  const entry = apps.find(id);
  if (!entry) {
    throw new AppError('entity.unknown', `There is no app with the id ${id}.`, { kind: 'app', key: id });
  }
  return entry;
}

function categorySummary(category: CategoryScore, bands: BandLimits): AppDetail['general'] {
  return {
    score: category.score,
    low: category.low,
    high: category.high,
    coverage: category.knownWeight,
    weight: category.weight,
    band: riskBand(category.score === null ? null : Math.round(category.score), bands),
  };
}

export function getApp(apps: AppDirectory, id: string, today: string): AppDetail {
  const entry = requireApp(apps, id);
  const { app } = entry;
  const score = scoreApp(app, apps.scoring.weights, today, entry.override, apps.scoring.bands);
  return {
    id: app.id,
    name: app.name,
    category: app.category,
    categoryName: categoryName(app.category),
    categoryBasis: app.categoryBasis ?? 'known',
    vendor: app.vendor,
    description: app.description,
    homepage: app.homepage,
    headquarters: app.headquarters,
    kind: app.kind,
    custom: app.custom,
    domains: [...app.domains],
    ipRanges: [...(app.ipRanges ?? [])],
    correction: correctionOf(apps.corrections.get(app.id)),
    tag: entry.tag,
    customTags: [...entry.customTags],
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
    general: categorySummary(score.general, apps.scoring.bands),
    security: categorySummary(score.security, apps.scoring.bands),
    compliance: categorySummary(score.compliance, apps.scoring.bands),
    legal: categorySummary(score.legal, apps.scoring.bands),
    factors: factorsOf(entry, score, apps.corrections.get(app.id)),
    alternatives: alternativesOf(apps, entry),
  };
}

function correctionOf(correction: AppCorrection | undefined): AppDetail['correction'] {
  if (correction === undefined) return null;
  const { category, addedDomains, removedDomains, addedRanges } = correction;
  return {
    category,
    addedDomains: [...addedDomains],
    removedDomains: [...removedDomains],
    addedRanges: addedRanges.length,
  };
}

function factorsOf({ app }: AppEntry, score: AppScore, correction: AppCorrection | undefined): AppDetail['factors'] {
  const contributions = new Map<string, FactorContribution>();
  for (const category of FACTOR_CATEGORIES) {
    for (const contribution of score[category].factors) {
      contributions.set(contribution.factor, contribution);
    }
  }
  return FACTORS.filter((def) => !def.appField).map((def) => {
    const value = app.factors[def.id];
    const part = contributions.get(def.id);
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
      valueKind: def.valueKind,
      values: [...(def.values ?? [])],
      naAllowed: def.naAllowed,
      corrected: correction?.factors[def.id] !== undefined,
      propertyScore: part?.propertyScore ?? null,
      weight: part?.share ?? 0,
      contribution: part === undefined || part.share === 0 ? null : part.contribution,
    };
  });
}

/** Same category, a better lower bound: what is known of them is better whatever is unknown. */
function alternativesOf(apps: AppDirectory, entry: AppEntry): AppDetail['alternatives'] {
  const others: AppEntry[] = [];
  for (let index = 0; index < apps.count; index++) {
    if (apps.category(index) !== entry.app.category || !CHOSEN.has(apps.kind(index))) continue;
    const other = apps.entry(index);
    if (other !== entry && other.tag !== 'unsanctioned' && other.score.low > entry.score.low) others.push(other);
  }
  return others
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

/** From the catalog's columns, but for apps that the workspace added or knows other values of. */
function* statsOf(apps: AppDirectory, today: string): Generator<AppStats> {
  const { catalog } = apps;
  const own = apps.changed();
  const weights = compileWeights(apps.scoring.weights);
  for (let index = 0; index < apps.count; index += 1) {
    if (own.has(index)) {
      yield appStats(apps.app(index), weights, today);
      continue;
    }
    const sources: string[] = [];
    for (let place = catalog.firstFact(index); place < catalog.firstFact(index + 1); place += 1)
      sources.push(catalog.sourceAt(place));
    const score = apps.catalogScore(index);
    yield { domains: catalog.domainCount(index), category: catalog.category(index), sources, score };
  }
}

export function getStats(apps: AppDirectory, today: string): MethodOutput<'catalog.getStats'> {
  const stats = catalogStats(statsOf(apps, today));
  return { ...stats, sources: { ...stats.sources } };
}

export function lookUpHosts(apps: AppDirectory, hosts: readonly string[]): MethodOutput<'catalog.lookUpHosts'> {
  return hosts.map((host) => ({ ...lookupHost(host, apps.matcher, (index) => apps.entry(index)) }));
}

export function searchApps(apps: AppDirectory, text: string, limit: number): MethodOutput<'catalog.searchApps'> {
  const wanted = text.trim().toLowerCase();
  const rankOf = (index: number): number => {
    const name = apps.name(index).toLowerCase();
    if (name === wanted || apps.id(index) === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    const vendor = apps.vendor(index)?.toLowerCase() ?? '';
    return vendor.includes(wanted) || apps.domains(index).some((domain) => domain.includes(wanted)) ? 3 : 9;
  };
  const hits: { readonly index: number; readonly name: string; readonly rank: number; readonly kind: number }[] = [];
  for (let index = 0; index < apps.count; index++) {
    const rank = rankOf(index);
    if (rank < 9) hits.push({ index, name: apps.name(index), rank, kind: APP_KINDS.indexOf(apps.kind(index)) });
  }
  // What nobody chooses to use (consumer brands, trackers, senders of mail) comes behind what fits as well.
  return hits
    .sort((a, b) => a.rank - b.rank || a.kind - b.kind || a.name.localeCompare(b.name))
    .slice(0, limit)
    .map(({ index }) => {
      const { app, score, tag } = apps.entry(index);
      return {
        id: app.id,
        name: app.name,
        categoryName: categoryName(app.category),
        score: score.display,
        coverage: score.coverage,
        band: score.band,
        tag,
      };
    });
}
