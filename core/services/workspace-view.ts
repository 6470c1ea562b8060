/**
 * What a reader thread knows of the open workspace: names, apps with scores, tags, which app each destination belongs to.
 * Guarantee: brought up to date before each question; nothing derived is stored, so a new custom app re-reads the past at once.
 */

import { AppError } from '../contract/errors.ts';
import type { AddressFactsRow } from '../contract/geo.ts';
import { type GeoLookUp, NO_GEO } from '../geo/index.ts';
import { buildMatcher, type Matcher } from '../ingest/match/index.ts';
import type { AppScore, CloudApp, Tag } from '../model/app.ts';
import { ActivityStore } from '../store/activities/activity-store.ts';
import type { ReadConnection } from '../store/open.ts';
import type { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { Dictionaries } from '../store/read/dictionaries.ts';
import { readStreams, readViews, type StoredStream, type StoredView } from '../store/read/streams.ts';
import { SegmentCache, type SegmentInfo } from '../store/segments/segment-cache.ts';
import { readMeta, type WorkspaceMeta } from '../store/write/meta.ts';
import { compileWeights, DEFAULT_WEIGHTS, type FactorField, scoreSummary } from './catalog-parts.ts';
import { EnrichmentView } from './enrichment/enrichment-view.ts';
import { AddressView } from './geo/address-view.ts';

export interface AppEntry {
  readonly app: CloudApp;
  readonly score: AppScore;
  readonly tag: Tag | null;
  readonly note: string;
  readonly override: number | null;
}

export interface CatalogSource {
  readonly apps: readonly CloudApp[];
  readonly factorFields: readonly FactorField[];
}

/** Decoded segments kept in memory. */
const CACHE_BYTES = 768 * 1024 * 1024;

export class WorkspaceView {
  readonly db: ReadConnection;
  readonly folder: string;
  readonly catalog: CatalogSource;
  readonly dictionaries: Dictionaries;
  readonly segments: SegmentCache;
  readonly activities: ActivityStore;
  readonly enrichment = new EnrichmentView();
  readonly addresses: AddressView;
  /** Opens what anonymised streams keep sealed; null while the key is locked or absent. */
  seal: WorkspaceSeal | null = null;
  meta: WorkspaceMeta;
  streams: readonly StoredStream[] = [];
  customViews: readonly StoredView[] = [];
  entries: readonly AppEntry[] = [];
  matcher: Matcher;
  /** Index into `entries` plus one by destination id; 0 = no app. */
  appOfDest: Uint32Array = new Uint32Array(1);
  private indexById = new Map<string, number>();
  private resolved = 0;
  private dataVersion = -1;
  private overlayText = '';
  private visible: { done: SegmentInfo[]; all: SegmentInfo[] } = { done: [], all: [] };
  private readonly today: () => string;
  /** Changes whenever an answer may. */
  revision = 0;

  constructor(
    db: ReadConnection,
    folder: string,
    catalog: CatalogSource,
    today: () => string,
    geo: () => GeoLookUp = () => NO_GEO,
  ) {
    this.db = db;
    this.folder = folder;
    this.catalog = catalog;
    this.today = today;
    this.addresses = new AddressView(this.enrichment, geo);
    this.dictionaries = new Dictionaries(db);
    this.segments = new SegmentCache(db, CACHE_BYTES, () => this.enrichment.userMap);
    this.activities = new ActivityStore(db);
    this.meta = readMeta(db);
    this.matcher = buildMatcher(catalog.apps);
    this.refresh();
  }

  /** Asks on one state of the workspace, brought up to date first, however the writer goes on meanwhile. */
  read<T>(question: () => T): T {
    return this.db.transaction(() => {
      this.refresh();
      return question();
    })();
  }

  /** Cheap when nothing changed. */
  refresh(): void {
    if (!this.db.inTransaction) {
      // Names and segments must be of one state: cells would else name what is not known yet.
      this.read(() => undefined);
      return;
    }
    const version = Number(this.db.pragma('data_version', { simple: true }));
    if (version === this.dataVersion) {
      return;
    }
    this.revision++;
    this.meta = readMeta(this.db);
    this.streams = readStreams(this.db);
    this.customViews = readViews(this.db);
    this.dictionaries.refresh();
    this.activities.refresh(version);
    const { user, source } = this.dictionaries.names;
    if (this.enrichment.refresh(this.db, this.meta, user, source)) {
      this.segments.clear();
    }
    this.addresses.refresh(this.db);
    this.loadOverlay();
    this.resolveNew();
    const all = this.segments.list(true);
    this.visible = { done: all.filter((segment) => !segment.running), all };
    this.segments.retain(new Set(all.map((segment) => segment.id)));
    this.dataVersion = version;
  }

  /** What is known of an address; null where the address data cannot be read, which look-ups by themselves say. */
  addressOf(ip: string): AddressFactsRow | null {
    try {
      return this.addresses.lookUp(this.db, ip);
    } catch (cause) {
      if (cause instanceof AppError && cause.code === 'geo.unavailable') return null;
      throw cause;
    }
  }

  segmentsFor(provisional: boolean): readonly SegmentInfo[] {
    return provisional ? this.visible.all : this.visible.done;
  }

  private loadOverlay(): void {
    interface StateRow {
      app: string;
      tag: Tag | null;
      note: string;
      override_score: number | null;
    }
    const states = this.db
      .prepare<[], StateRow>('SELECT app, tag, note, override_score FROM app_state ORDER BY app')
      .all();
    const customs = this.db.prepare<[], string>('SELECT definition FROM custom_app ORDER BY id').pluck().all();
    const text = JSON.stringify([states, customs]);
    if (text === this.overlayText) {
      return;
    }
    const customsChanged = !this.overlayText.endsWith(`${JSON.stringify(customs)}]`);
    this.overlayText = text;
    const custom = customs.map((definition) => JSON.parse(definition) as CloudApp);
    const byApp = new Map(states.map((state) => [state.app, state]));
    const weights = compileWeights(DEFAULT_WEIGHTS);
    const asOf = this.today();
    this.entries = [...this.catalog.apps, ...custom].map((app) => {
      const state = byApp.get(app.id);
      const override = state?.override_score ?? null;
      return {
        app,
        score: scoreSummary(app, weights, asOf, override),
        tag: state?.tag ?? null,
        note: state?.note ?? '',
        override,
      };
    });
    this.indexById = new Map(this.entries.map((entry, index) => [entry.app.id, index]));
    if (customsChanged || this.resolved === 0) {
      this.matcher = buildMatcher(this.catalog.apps, custom);
      this.resolved = 0;
    }
  }

  private resolveNew(): void {
    const names = this.dictionaries.names.dest;
    if (this.appOfDest.length < names.length) {
      const bigger = new Uint32Array(Math.max(names.length, Math.ceil(this.appOfDest.length * 1.5)));
      bigger.set(this.appOfDest);
      this.appOfDest = bigger;
    }
    for (let id = Math.max(1, this.resolved); id < names.length; id++) {
      this.appOfDest[id] = this.matcher.match(names[id] ?? '').appIndex + 1;
    }
    this.resolved = names.length;
  }

  appIndex(id: string): number {
    return this.indexById.get(id) ?? -1;
  }
}
