/** Sums and distinct counts by app, user, source, device, host, department or network: the one aggregation behind tables, rankings and panels. */
import type { AppRow, EntityRow } from '../../contract/discovery.ts';
import { type DistinctCounter, distinctCounter } from '../../store/segments/distinct.ts';
import type { SegmentSpan } from '../../store/segments/scan.ts';
import { Sums } from '../../store/segments/sums.ts';
import { NETWORKS } from '../enrichment/enrichment-view.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { addressFlags } from './address-flags.ts';
import { appRowOf, type Counted, entityRowOf } from './row-types.ts';

export type GroupBy = 'app' | 'user' | 'source' | 'device' | 'host' | 'department' | 'network';

const COLUMN: Record<GroupBy, 'dest' | 'user' | 'source' | 'device'> = {
  app: 'dest',
  host: 'dest',
  user: 'user',
  source: 'source',
  device: 'device',
  department: 'user',
  network: 'source',
};

export class Groups {
  readonly by: GroupBy;
  readonly sums: Sums;
  private readonly view: WorkspaceView;
  private readonly users: DistinctCounter;
  private readonly sources: DistinctCounter;
  private readonly apps: DistinctCounter;
  /** Null where hosts need no pairs: a host is one, and an app's hosts are those of its destinations that occur. */
  private readonly hosts: DistinctCounter | null;
  private readonly seenDest: Uint8Array;
  /** By app: which destinations are addresses, and the transactions that went to them. */
  private readonly addresses: Uint8Array;
  private readonly toAddress: Float64Array;
  private hostsOfApp: Uint32Array | null = null;
  private readonly hasDevices: boolean;
  private readonly devices: DistinctCounter;
  /** Group by id of the column; null where the id is the group. */
  private readonly map: Uint32Array | Uint8Array | null;

  /** @param by `app`: group 0 is "no app"; others: group 0 is "unknown" */
  constructor(view: WorkspaceView, by: GroupBy) {
    this.view = view;
    this.by = by;
    const { names } = view.dictionaries;
    const groups = groupCount(view, by);
    this.map = mapOf(view, by);
    this.sums = new Sums(groups);
    this.users = distinctCounter(groups, names.user.length);
    this.sources = distinctCounter(groups, names.source.length);
    this.apps = distinctCounter(by === 'app' ? 1 : groups, view.entries.length + 1);
    this.hosts = by === 'host' || by === 'app' ? null : distinctCounter(groups, names.dest.length);
    this.seenDest = new Uint8Array(by === 'app' ? names.dest.length : 0);
    this.addresses = by === 'app' ? addressFlags(view) : new Uint8Array(0);
    this.toAddress = new Float64Array(by === 'app' ? groups : 0);
    this.hasDevices = names.device.length > 1;
    this.devices = distinctCounter(groups, names.device.length);
  }

  addSpan(span: SegmentSpan): void {
    const { columns: c, pass } = span;
    const column = c[COLUMN[this.by]];
    const { map, sums, users, sources, devices, hosts, seenDest, hasDevices, addresses, toAddress } = this;
    const { user, source, device, dest } = c;
    const appOfDest = this.view.appOfDest;
    const isApp = this.by === 'app';
    const apps = isApp ? null : this.apps;
    for (let cell = span.from; cell < span.to; cell++) {
      if (pass && !pass(cell)) {
        continue;
      }
      const id = column[cell] ?? 0;
      const group = map ? (map[id] ?? 0) : id;
      sums.add(group, c, cell);
      users.add(group, user[cell] ?? 0);
      sources.add(group, source[cell] ?? 0);
      if (hasDevices) {
        devices.add(group, device[cell] ?? 0);
      }
      if (isApp) {
        seenDest[id] = 1;
        if (addresses[id] === 1) toAddress[group] = (toAddress[group] ?? 0) + (c.tx[cell] ?? 0);
      } else if (hosts) {
        hosts.add(group, dest[cell] ?? 0);
      }
      if (apps) {
        apps.add(group, appOfDest[dest[cell] ?? 0] ?? 0);
      }
    }
  }

  private hostCount(group: number): number {
    if (this.hosts) {
      return this.hosts.count(group);
    }
    if (this.by === 'host') {
      return 1;
    }
    if (!this.hostsOfApp) {
      const counts = new Uint32Array(this.sums.groups);
      this.seenDest.forEach((seen, dest) => {
        const app = this.view.appOfDest[dest] ?? 0;
        counts[app] = (counts[app] ?? 0) + (dest === 0 ? 0 : seen);
      });
      this.hostsOfApp = counts;
    }
    return this.hostsOfApp[group] ?? 0;
  }

  /** Destinations that occur; by app only. */
  get hostTotal(): number {
    return this.seenDest.reduce((sum, seen) => sum + seen, 0) - (this.seenDest[0] ?? 0);
  }

  /** Groups that occur, without group 0. */
  present(): number[] {
    const out: number[] = [];
    for (let group = 1; group < this.sums.groups; group++) {
      if (this.sums.transactions(group) > 0) {
        out.push(group);
      }
    }
    return out;
  }

  counted(group: number): Counted {
    return { ...this.sums.measures(group), users: this.users.count(group), sources: this.sources.count(group) };
  }

  private seen(group: number): { hosts: number; devices: number; firstSeen: number; lastSeen: number } {
    return {
      hosts: this.hostCount(group),
      devices: this.devices.count(group),
      firstSeen: this.sums.first(group) * 1000,
      lastSeen: this.sums.last(group) * 1000,
    };
  }

  appRow(group: number): AppRow | undefined {
    const entry = this.view.entries[group - 1];
    return entry && appRowOf(entry, this.counted(group), this.seen(group), this.toAddress[group] ?? 0);
  }

  entityRow(group: number): EntityRow {
    const key = this.keyOf(group);
    const apps = this.by === 'app' ? 1 : this.apps.count(group);
    return entityRowOf(key, this.counted(group), apps, this.seen(group));
  }

  private keyOf(group: number): string {
    const { dictionaries, enrichment, entries } = this.view;
    switch (this.by) {
      case 'app':
        return entries[group - 1]?.app.id ?? '';
      case 'department':
        return enrichment.departments[group] ?? '';
      case 'network':
        return NETWORKS[group] ?? '';
      case 'user':
        return enrichment.userName(group, dictionaries.names.user[group] ?? '');
      default:
        return dictionaries.names[COLUMN[this.by]][group] ?? '';
    }
  }

  /** Distinct members and sums over several groups as one. */
  merged(groups: readonly number[]): Counted {
    const into = new Sums(1);
    for (const group of groups) {
      this.sums.addTo(into, 0, group);
    }
    return { ...into.measures(0), users: this.users.union(groups), sources: this.sources.union(groups) };
  }
}

function groupCount(view: WorkspaceView, by: GroupBy): number {
  switch (by) {
    case 'app':
      return view.entries.length + 1;
    case 'department':
      return view.enrichment.departments.length;
    case 'network':
      return NETWORKS.length;
    default:
      return view.dictionaries.names[COLUMN[by]].length;
  }
}

function mapOf(view: WorkspaceView, by: GroupBy): Uint32Array | Uint8Array | null {
  switch (by) {
    case 'app':
      return view.appOfDest;
    case 'department':
      return view.enrichment.departmentOfUser;
    case 'network':
      return view.enrichment.networkOfSource;
    default:
      return null;
  }
}
