/** Every app of a workspace: the shipped catalog, then the workspace's own, each with score, tag and note. */
import type { Matcher } from '../ingest/match/index.ts';
import type { AppKind, AppScore, CategoryId, CloudApp, Tag } from '../model/app.ts';
import { compileWeights, DEFAULT_WEIGHTS, type PackedCatalog, PackedScorer, scoreSummary } from './catalog-parts.ts';

export interface AppEntry {
  readonly app: CloudApp;
  readonly score: AppScore;
  readonly tag: Tag | null;
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

/**
 * Entries are made when asked for, as a screen shows few of some ten thousand; what is asked of all apps (category, name,
 * kind) comes from the catalog's columns.
 */
export class AppDirectory {
  readonly count: number;
  readonly custom: readonly CloudApp[];
  readonly matcher: Matcher;
  private readonly catalog: PackedCatalog;
  private readonly states: ReadonlyMap<string, AppState>;
  private readonly measured: ReadonlyMap<string, CloudApp['factors']>;
  private readonly scorer: PackedScorer;
  private readonly asOf: string;
  private readonly made: (AppEntry | undefined)[] = [];
  private readonly customIndex: ReadonlyMap<string, number>;

  /**
   * @param asOf ISO date that ages are counted to
   * @param matcher the one of the same custom apps, if it is at hand
   * @param measured values by app id and factor id that go before the catalog's
   */
  constructor(
    catalog: PackedCatalog,
    custom: readonly CloudApp[],
    states: readonly AppState[],
    asOf: string,
    matcher = catalog.matcher(custom),
    measured: AppDirectory['measured'] = new Map(),
  ) {
    this.measured = measured;
    this.catalog = catalog;
    this.custom = custom;
    this.count = catalog.count + custom.length;
    this.matcher = matcher;
    this.states = new Map(states.map((state) => [state.app, state]));
    this.scorer = new PackedScorer(catalog, compileWeights(DEFAULT_WEIGHTS), asOf);
    this.asOf = asOf;
    this.customIndex = new Map(custom.map((app, index) => [app.id, catalog.count + index]));
  }

  /** Place of an app; -1 when there is none. */
  indexOf(id: string): number {
    return this.customIndex.get(id) ?? this.catalog.indexOf(id);
  }

  /** With what was measured of it in place of what the catalog says. */
  app(index: number): CloudApp {
    const app = this.custom[index - this.catalog.count] ?? this.catalog.app(index);
    const measured = this.measured.get(app.id);
    return measured === undefined ? app : { ...app, factors: { ...app.factors, ...measured } };
  }

  apps(): CloudApp[] {
    const apps = [...this.catalog.apps(), ...this.custom];
    return this.measured.size === 0 ? apps : apps.map((_, index) => this.app(index));
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

  private score(index: number): AppScore {
    const custom = this.custom[index - this.catalog.count];
    const override = this.states.get(custom?.id ?? this.catalog.id(index))?.override ?? null;
    if (custom !== undefined || this.measured.has(this.catalog.id(index))) {
      return scoreSummary(this.app(index), compileWeights(DEFAULT_WEIGHTS), this.asOf, override);
    }
    return this.scorer.score(index, override);
  }

  name(index: number): string {
    return this.custom[index - this.catalog.count]?.name ?? this.catalog.name(index);
  }

  vendor(index: number): string | null {
    const custom = this.custom[index - this.catalog.count];
    return custom === undefined ? this.catalog.vendor(index) : custom.vendor;
  }

  category(index: number): CategoryId {
    return this.custom[index - this.catalog.count]?.category ?? this.catalog.category(index);
  }

  kind(index: number): AppKind {
    return this.custom[index - this.catalog.count]?.kind ?? this.catalog.kind(index);
  }

  domains(index: number): readonly string[] {
    return this.custom[index - this.catalog.count]?.domains ?? this.catalog.domains(index);
  }
}
