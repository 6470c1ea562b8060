/** Every app of a workspace: the shipped catalog, then the workspace's own, each with score, tag and note. */
import type { HostMatch, Matcher } from '../ingest/match/index.ts';
import type {
  AppCorrection,
  AppKind,
  AppScore,
  CategoryId,
  CloudApp,
  FactorValue,
  ScoreSettings,
  Tag,
} from '../model/app.ts';
import {
  compileWeights,
  DEFAULT_SCORING,
  type PackedCatalog,
  PackedScorer,
  presentPlace,
  scoreSummary,
} from './catalog-parts.ts';

export interface AppEntry {
  readonly app: CloudApp;
  readonly score: AppScore;
  readonly tag: Tag | null;
  readonly customTags: readonly string[];
  readonly note: string;
  readonly override: number | null;
}

/** What an analyst decided of an app. */
export interface AppState {
  readonly app: string;
  readonly tag: Tag | null;
  readonly note: string;
  readonly override: number | null;
}

/** What a workspace adds to the catalog; everything is optional. */
export interface Overlay {
  readonly custom?: readonly CloudApp[];
  readonly states?: readonly AppState[];
  /** Tags of the workspace's own by app id. */
  readonly customTags?: ReadonlyMap<string, readonly string[]>;
  readonly corrections?: ReadonlyMap<string, AppCorrection>;
  /** Values by app id and factor id that go before the catalog's, and behind corrections. */
  readonly measured?: ReadonlyMap<string, CloudApp['factors']>;
  readonly scoring?: ScoreSettings;
  /** The one of the same custom apps and corrected domains, if it is at hand. */
  readonly matcher?: Matcher;
}

const NO_MATCH: HostMatch = Object.freeze({ appIndex: -1, matched: '', basis: null });
const NO_TAGS: readonly string[] = [];

/**
 * Entries are made when asked for, as a screen shows few of some ten thousand; what is asked of all apps (category, name,
 * kind) comes from the catalog's columns.
 */
export class AppDirectory {
  readonly count: number;
  readonly custom: readonly CloudApp[];
  readonly matcher: Matcher;
  readonly catalog: PackedCatalog;
  readonly scoring: ScoreSettings;
  readonly corrections: ReadonlyMap<string, AppCorrection>;
  private readonly states: ReadonlyMap<string, AppState>;
  private readonly customTags: ReadonlyMap<string, readonly string[]>;
  private readonly measured: ReadonlyMap<string, CloudApp['factors']>;
  private readonly weights: ReturnType<typeof compileWeights>;
  private readonly scorer: PackedScorer;
  readonly asOf: string;
  private readonly made: (AppEntry | undefined)[] = [];
  private readonly customIndex: ReadonlyMap<string, number>;
  /** Corrected apps by place. */
  private readonly corrected: ReadonlyMap<number, AppCorrection>;

  /** @param asOf ISO date that ages are counted to */
  constructor(catalog: PackedCatalog, asOf: string, overlay: Overlay = {}) {
    this.custom = overlay.custom ?? [];
    this.measured = overlay.measured ?? new Map();
    this.corrections = overlay.corrections ?? new Map();
    this.customTags = overlay.customTags ?? new Map();
    this.scoring = overlay.scoring ?? DEFAULT_SCORING;
    this.catalog = catalog;
    this.count = catalog.count + this.custom.length;
    this.states = new Map(overlay.states?.map((state) => [state.app, state]));
    this.weights = compileWeights(this.scoring.weights, this.scoring.bands);
    this.scorer = new PackedScorer(catalog, this.weights, asOf);
    this.asOf = asOf;
    this.customIndex = new Map(this.custom.map((app, index) => [app.id, catalog.count + index]));
    const known = [...this.corrections].map(([id, correction]) => [this.indexOf(id), correction] as const);
    this.corrected = new Map(known.filter(([index]) => index >= 0));
    this.matcher = overlay.matcher ?? correctedMatcher(catalog, this.custom, this.corrected);
  }

  /** Place of an app by its id, or by one that older catalogs had; -1 when there is none. */
  indexOf(id: string): number {
    return this.customIndex.get(id) ?? presentPlace(this.catalog, id);
  }

  /** With what was measured of it and put right in place of what the catalog says. */
  app(index: number): CloudApp {
    const app = this.custom[index - this.catalog.count] ?? this.catalog.app(index);
    const measured = this.measured.get(app.id);
    const correction = this.corrected.get(index);
    if (measured === undefined && correction === undefined) return app;
    const factors = { ...app.factors, ...measured, ...correction?.factors };
    const seat = factors.headquarters?.value;
    const { categoryBasis: _rule, ...plain } = app;
    return {
      ...(correction?.category ? plain : app),
      category: correction?.category ?? app.category,
      domains: this.domains(index),
      ...(correction === undefined || correction.addedRanges.length === 0
        ? {}
        : { ipRanges: [...new Set([...(app.ipRanges ?? []), ...correction.addedRanges])] }),
      headquarters: typeof seat === 'string' ? seat : app.headquarters,
      factors,
    };
  }

  apps(): CloudApp[] {
    return Array.from({ length: this.count }, (_, index) => this.app(index));
  }

  entry(index: number): AppEntry {
    const known = this.made[index];
    if (known !== undefined) return known;
    const app = this.app(index);
    const state = this.states.get(app.id);
    const entry: AppEntry = {
      app,
      score: this.score(index),
      tag: state?.tag ?? null,
      customTags: this.customTags.get(app.id) ?? NO_TAGS,
      note: state?.note ?? '',
      override: state?.override ?? null,
    };
    this.made[index] = entry;
    return entry;
  }

  /** The entry of an app by its id; null for an unknown one. */
  find(id: string): AppEntry | null {
    const index = this.indexOf(id);
    return index < 0 ? null : this.entry(index);
  }

  /** Without breakdown, and without putting the app together where the catalog's columns tell. */
  score(index: number): AppScore {
    const id = this.id(index);
    const override = this.states.get(id)?.override ?? null;
    return this.isChanged(index) || index >= this.catalog.count
      ? scoreSummary(this.app(index), this.weights, this.asOf, override)
      : this.scorer.score(index, override);
  }

  /** What the catalog's own values give an app of the catalog. */
  catalogScore(index: number): AppScore {
    return this.scorer.score(index);
  }

  /** Places of the apps whose score is another than the catalog's. */
  scoredApart(): Set<number> {
    const overridden = [...this.states.values()].filter(({ override }) => override !== null);
    const places = overridden.map(({ app }) => this.indexOf(app)).filter((index) => index >= 0);
    return new Set([...places, ...this.changed()]);
  }

  /** Ids of the apps that the workspace tagged, noted, scored or corrected, in their order. */
  decided(): string[] {
    return [...new Set([...this.states.keys(), ...this.customTags.keys(), ...this.corrections.keys()])].sort();
  }

  /** Whether the workspace knows other values of a catalog app than the catalog. */
  isChanged(index: number): boolean {
    return this.corrected.has(index) || (this.measured.size > 0 && this.measured.has(this.id(index)));
  }

  isCorrected(index: number): boolean {
    return this.corrected.has(index);
  }

  /** Places whose values are not the catalog's: measured, corrected, or of the workspace's own. */
  changed(): Set<number> {
    const own = this.custom.map((_, index) => this.catalog.count + index);
    const measured = [...this.measured.keys()].map((id) => this.indexOf(id)).filter((index) => index >= 0);
    return new Set([...own, ...measured, ...this.corrected.keys()]);
  }

  /** One value of an app, without putting the app together; undefined when unknown. */
  factor(index: number, id: string): FactorValue['value'] | undefined {
    if (index >= this.catalog.count || this.isChanged(index)) {
      const { factors, headquarters } = this.app(index);
      return factors[id]?.value ?? (id === 'headquarters' ? (headquarters ?? undefined) : undefined);
    }
    for (let place = this.catalog.firstFact(index); place < this.catalog.firstFact(index + 1); place += 1) {
      const cell = this.catalog.cells[this.catalog.cellAt(place)];
      if (cell?.factor === id) return cell.value;
    }
    return undefined;
  }

  id(index: number): string {
    return this.custom[index - this.catalog.count]?.id ?? this.catalog.id(index);
  }

  name(index: number): string {
    return this.custom[index - this.catalog.count]?.name ?? this.catalog.name(index);
  }

  vendor(index: number): string | null {
    const custom = this.custom[index - this.catalog.count];
    return custom === undefined ? this.catalog.vendor(index) : custom.vendor;
  }

  category(index: number): CategoryId {
    const own = this.corrected.get(index)?.category;
    return own ?? this.custom[index - this.catalog.count]?.category ?? this.catalog.category(index);
  }

  kind(index: number): AppKind {
    return this.custom[index - this.catalog.count]?.kind ?? this.catalog.kind(index);
  }

  domains(index: number): readonly string[] {
    const listed = this.custom[index - this.catalog.count]?.domains ?? this.catalog.domains(index);
    const correction = this.corrected.get(index);
    if (correction === undefined) return listed;
    const gone = new Set(correction.removedDomains);
    return [...new Set([...listed.filter((domain) => !gone.has(domain)), ...correction.addedDomains])];
  }

  tagOf(index: number): Tag | null {
    return this.states.size === 0 ? null : (this.states.get(this.id(index))?.tag ?? null);
  }

  customTagsOf(index: number): readonly string[] {
    return this.customTags.size === 0 ? NO_TAGS : (this.customTags.get(this.id(index)) ?? NO_TAGS);
  }
}

/** The catalog's look-up with domains and address ranges that the workspace added to apps, and without those that it took away. */
function correctedMatcher(
  catalog: PackedCatalog,
  custom: readonly CloudApp[],
  corrected: ReadonlyMap<number, AppCorrection>,
): Matcher {
  const added = [...corrected].filter(
    ([, { addedDomains, addedRanges }]) => addedDomains.length + addedRanges.length > 0,
  );
  const rules = added.map(([, { addedDomains, addedRanges }]) => ({ domains: addedDomains, ipRanges: addedRanges }));
  const matcher = catalog.matcher([...custom, ...rules]);
  const removed = new Map([...corrected].map(([index, { removedDomains }]) => [index, new Set(removedDomains)]));
  if (added.length === 0 && [...removed.values()].every((domains) => domains.size === 0)) return matcher;
  const firstAdded = catalog.count + custom.length;
  const owned = new Map<HostMatch, HostMatch>();
  const match = (host: string, ip?: string): HostMatch => {
    const found = matcher.match(host, ip);
    if (found.appIndex >= firstAdded) {
      const known = owned.get(found);
      if (known !== undefined) return known;
      const own = { ...found, appIndex: added[found.appIndex - firstAdded]?.[0] ?? -1 };
      owned.set(found, own);
      return own;
    }
    if (removed.get(found.appIndex)?.has(found.matched) !== true) return found;
    // Whoever lists the next shorter suffix has it, if anybody does.
    const dot = found.matched.indexOf('.');
    return dot < 0 ? NO_MATCH : match(found.matched.slice(dot + 1));
  };
  return { ...matcher, match };
}
