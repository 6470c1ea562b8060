/**
 * What a reader thread knows of the open workspace: names, apps with scores, tags, which app each destination belongs to.
 * Guarantee: brought up to date before each question; nothing derived is stored, so a new custom app re-reads the past at once.
 */

import { AppError } from '../contract/errors.ts';
import type { AddressFactsRow } from '../contract/geo.ts';
import { type GeoLookUp, type IpFacts, NO_GEO } from '../geo/index.ts';
import type { CloudApp, Tag } from '../model/app.ts';
import { probeFactors } from '../probe/probe-factors.ts';
import { ActivityStore } from '../store/activities/activity-store.ts';
import type { ReadConnection } from '../store/open.ts';
import type { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { Dictionaries } from '../store/read/dictionaries.ts';
import { readStreams, readViews, type StoredStream, type StoredView } from '../store/read/streams.ts';
import { SegmentCache, type SegmentInfo } from '../store/segments/segment-cache.ts';
import { readCorrections, readCustomTags } from '../store/write/app-governance.ts';
import { readProbes } from '../store/write/app-probes.ts';
import { readMeta, type WorkspaceMeta } from '../store/write/meta.ts';
import { ActivityFields } from './activities/derived-fields.ts';
import { AppDirectory, type AppEntry } from './app-directory.ts';
import type { FactorField, PackedCatalog } from './catalog-parts.ts';
import { EnrichmentView } from './enrichment/enrichment-view.ts';
import { byPresentId } from './former-ids.ts';
import { AddressView, describeAddress } from './geo/address-view.ts';

export interface CatalogSource {
  readonly apps: PackedCatalog;
  readonly factorFields: readonly FactorField[];
}

/** Decoded segments kept in memory. */
const CACHE_BYTES = 768 * 1024 * 1024;

export class WorkspaceView {
  readonly db: ReadConnection;
  readonly folder: string;
  catalog: CatalogSource;
  readonly dictionaries: Dictionaries;
  readonly segments: SegmentCache;
  readonly activities: ActivityStore;
  readonly enrichment = new EnrichmentView();
  readonly addresses: AddressView;
  readonly activityFields = new ActivityFields(this);
  private heldSeal: WorkspaceSeal | null = null;
  meta: WorkspaceMeta;
  streams: readonly StoredStream[] = [];
  customViews: readonly StoredView[] = [];
  /** Every app there is. */
  apps: AppDirectory;
  /** The apps that some destination belongs to, in the order they were met: tables over apps stay as small as what is in use. */
  entries: AppEntry[] = [];
  /** Index into `entries` plus one by destination id; 0 = no app. */
  appOfDest: Uint32Array = new Uint32Array(1);
  /** Index into `entries` by place in `apps`. */
  private placeOf = new Map<number, number>();
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
    columnBytes?: number,
  ) {
    this.db = db;
    this.folder = folder;
    this.catalog = catalog;
    this.today = today;
    this.addresses = new AddressView(this.enrichment, geo);
    this.dictionaries = new Dictionaries(db);
    this.segments = new SegmentCache(db, CACHE_BYTES, () => this.enrichment.userMap);
    this.activities = new ActivityStore(db, columnBytes);
    this.meta = readMeta(db);
    this.apps = new AppDirectory(catalog.apps, today());
    this.refresh();
  }

  /** Opens what is sealed; null while the key is locked or absent. */
  get seal(): WorkspaceSeal | null {
    return this.heldSeal;
  }

  set seal(seal: WorkspaceSeal | null) {
    // Whom the directory joins depends on it.
    if (this.heldSeal?.id !== seal?.id) this.dataVersion = -1;
    this.heldSeal = seal;
  }

  /** Asks on one state of the workspace, brought up to date first, however the writer goes on meanwhile. */
  read<T>(question: () => T): T {
    return this.db.transaction(() => {
      this.refresh();
      return question();
    })();
  }

  /** From here on another catalog holds: every destination is looked up anew, what was decoded stays. */
  setCatalog(catalog: CatalogSource): void {
    if (this.catalog === catalog) return;
    this.catalog = catalog;
    this.overlayText = '';
    this.dataVersion = -1;
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
    if (this.enrichment.refresh(this.db, this.meta, this.seal, user, source)) {
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
    const facts = this.ipFactsOf(ip);
    return facts === null ? null : describeAddress(ip, facts, this.enrichment.factsOf(ip));
  }

  /** The same without the organisation's ranges (`AddressView.factsOf`). */
  ipFactsOf(ip: string): IpFacts | null {
    try {
      return this.addresses.factsOf(this.db, ip);
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
    const probes = readProbes(this.db);
    const corrections = readCorrections(this.db);
    const customTags = readCustomTags(this.db);
    const { scoring } = this.meta;
    const rules = [...corrections].map(([app, { addedDomains, removedDomains, addedRanges }]) => [
      app,
      addedDomains,
      removedDomains,
      addedRanges,
    ]);
    // What look-ups depend on comes last, so that it can be told apart.
    const lookUps = JSON.stringify([rules, customs]);
    const text = `${JSON.stringify([states, probes, [...corrections], [...customTags], scoring])}${lookUps}`;
    if (text === this.overlayText) {
      return;
    }
    const customsChanged = !this.overlayText.endsWith(lookUps);
    this.overlayText = text;
    const custom = customs.map((definition) => JSON.parse(definition) as CloudApp);
    const decided = new Map(
      states.map(({ override_score: override, ...state }) => [state.app, { ...state, override }]),
    );
    const measured = new Map(probes.map(({ app, result }) => [app, probeFactors(result)]));
    const catalog = this.catalog.apps;
    this.apps = new AppDirectory(catalog, this.today(), {
      custom,
      states: [...byPresentId(catalog, decided)].map(([app, state]) => ({ ...state, app })),
      customTags: byPresentId(catalog, customTags),
      corrections: byPresentId(catalog, corrections),
      measured: byPresentId(catalog, measured),
      ...(scoring === null ? {} : { scoring }),
      ...(customsChanged ? {} : { matcher: this.apps.matcher }),
    });
    if (customsChanged || this.resolved === 0) {
      this.resolved = 0;
      this.placeOf.clear();
    }
    this.entries = [...this.placeOf.keys()].map((index) => this.apps.entry(index));
  }

  private resolveNew(): void {
    const names = this.dictionaries.names.dest;
    if (this.appOfDest.length < names.length) {
      const bigger = new Uint32Array(Math.max(names.length, Math.ceil(this.appOfDest.length * 1.5)));
      bigger.set(this.appOfDest);
      this.appOfDest = bigger;
    }
    for (let id = Math.max(1, this.resolved); id < names.length; id++) {
      const { appIndex } = this.apps.matcher.match(names[id] ?? '');
      this.appOfDest[id] = appIndex < 0 ? 0 : this.place(appIndex) + 1;
    }
    this.resolved = names.length;
  }

  private place(appIndex: number): number {
    const known = this.placeOf.get(appIndex);
    if (known !== undefined) return known;
    this.placeOf.set(appIndex, this.entries.length);
    return this.entries.push(this.apps.entry(appIndex)) - 1;
  }

  /** Whether some destination belongs to the app at a place of `apps`. */
  isDiscovered(index: number): boolean {
    return this.placeOf.has(index);
  }

  /** Index into `entries`; -1 for an app that no destination belongs to. */
  appIndex(id: string): number {
    return this.placeOf.get(this.apps.indexOf(id)) ?? -1;
  }
}
