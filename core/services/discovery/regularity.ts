/**
 * Sources and the domains they come back to: how regularly, to how many hosts of a domain, under what names. Facts only: a mail
 * client is as steady as a beacon.
 */
import { AppError } from '../../contract/errors.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import type { Regularity, RegularityRow } from '../../contract/regularity.ts';
import { sortedOrder } from '../../ingest/cube/sorted-order.ts';
import { registrableDomain } from '../../kit/domain.ts';
import { doubled } from '../../kit/doubled.ts';
import { bothFilters, type CellFilter, maskFilter, TRUE } from '../../store/segments/cell-filter.ts';
import { distinctCounter } from '../../store/segments/distinct.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import { Sums } from '../../store/segments/sums.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { GapCounter, nameFacts } from './gaps.ts';
import { resolveScope } from './scope.ts';
import { subjectMask } from './subject.ts';

/** Pairs looked at closely, the most active ones. */
const MAX_PAIRS = 50_000;
/** Marks held at once: 64 MiB. */
const MAX_MARKS = 4_000_000;

type Input = MethodParsed<'discovery.listRegularity'>;

export function listRegularity(view: WorkspaceView, input: Input, cancelled: () => boolean): Regularity {
  const started = performance.now();
  const scope = resolveScope(view, input, 'all');
  const domains = domainsOf(view);
  const range: ScanRange = { ...scope.range, filter: narrowed(view, input, domains, scope.range.filter) };
  const { slots, pairs, leftOut } = activePairs(view, domains, range, input.atLeast, cancelled);
  const found = closeLook(view, domains, range, slots, pairs.length, cancelled);
  const rows = pairs.map((pair, slot) => found.row(pair, slot));
  const order = ORDERS[input.sort];
  rows.sort((a, b) => order(b) - order(a) || b.transactions - a.transactions || compare(a, b));
  const shown = rows.slice(0, input.limit);
  nameHosts(view, domains, range, slots, shown, cancelled);
  return {
    rows: shown.map(({ slot: _, ...row }) => row),
    total: rows.length,
    leftOut: leftOut + found.leftOut,
    withoutMarks: found.withoutMarks,
    queryMs: performance.now() - started,
  };
}

type SlottedRow = RegularityRow & { readonly slot: number };

const ORDERS: Readonly<Record<Input['sort'], (row: RegularityRow) => number>> = {
  // A handful of gaps is steady by chance, so many weigh more; a burst of pages now and then has gaps of a minute and days between.
  steady: (row) => {
    // One gap is as long as itself: it tells nothing, and stands behind those that do.
    if (row.minutes < 3) return -1;
    const weight = (row.steady ?? 0) * (1 - 1 / (1 + row.minutes / 10));
    return weight / (1 + (row.deviation ?? 0) / Math.max(1, row.medianGap ?? 1));
  },
  hosts: (row) => row.hosts,
  transactions: (row) => row.transactions,
  bytesSent: (row) => row.bytesSent ?? -1,
};

function compare(a: RegularityRow, b: RegularityRow): number {
  return a.source < b.source ? -1 : a.source > b.source ? 1 : a.domain < b.domain ? -1 : 1;
}

interface Domains {
  readonly ofDest: Uint32Array;
  readonly names: readonly string[];
}

const CACHE = new WeakMap<WorkspaceView, { readonly dests: number; readonly domains: Domains }>();

/** The registrable domain of each destination; addresses and single labels stand for themselves. */
function domainsOf(view: WorkspaceView): Domains {
  const names = view.dictionaries.names.dest;
  const held = CACHE.get(view);
  if (held?.dests === names.length) {
    return held.domains;
  }
  const ids = new Map<string, number>([['', 0]]);
  const ofDest = Uint32Array.from(names, (name) => {
    const domain = name === '' ? '' : (registrableDomain(name) ?? name);
    const id = ids.get(domain) ?? ids.size;
    ids.set(domain, id);
    return id;
  });
  const domains = { ofDest, names: [...ids.keys()] };
  CACHE.set(view, { dests: names.length, domains });
  return domains;
}

function narrowed(view: WorkspaceView, { source, host }: Input, domains: Domains, filter: CellFilter | null) {
  let out = filter;
  if (source !== undefined) {
    out = bothFilters(maskFilter(subjectMask(view, 'source', source)), out);
  }
  if (host !== undefined) {
    const { mask } = subjectMask(view, 'host', host);
    const domain = domains.ofDest[mask.indexOf(TRUE)] ?? 0;
    const same = Uint8Array.from(domains.ofDest, (one) => (one === domain ? TRUE : 0));
    out = bothFilters(maskFilter({ dimension: 'dest', mask: same }), out);
  }
  return out;
}

interface Pair {
  readonly source: number;
  readonly domain: number;
}

/** Pairs by key, with the slot that each of the most active got; the others have none. */
class PairSlots {
  private readonly slotOf = new Map<number, number>();
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  key(source: number, domain: number): number {
    return source * this.width + domain;
  }

  give(key: number, slot: number): void {
    this.slotOf.set(key, slot);
  }

  of(source: number, domain: number): number {
    return this.slotOf.get(source * this.width + domain) ?? -1;
  }
}

function activePairs(
  view: WorkspaceView,
  { ofDest, names }: Domains,
  range: ScanRange,
  atLeast: number,
  cancelled: () => boolean,
): { slots: PairSlots; pairs: readonly Pair[]; leftOut: number } {
  const slots = new PairSlots(names.length);
  const tx = new Map<number, number>();
  for (const { columns: c, from, to, pass } of spansOf(view.segments, view.segmentsFor(false), range, cancelled)) {
    for (let cell = from; cell < to; cell++) {
      const source = c.source[cell] ?? 0;
      const domain = ofDest[c.dest[cell] ?? 0] ?? 0;
      if (source === 0 || domain === 0 || (pass && !pass(cell))) continue;
      const key = slots.key(source, domain);
      tx.set(key, (tx.get(key) ?? 0) + (c.tx[cell] ?? 0));
    }
  }
  const active = [...tx].filter(([, count]) => count >= atLeast);
  active.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const pairs = active.slice(0, MAX_PAIRS).map(([key], slot) => {
    slots.give(key, slot);
    return { source: Math.floor(key / names.length), domain: key % names.length };
  });
  return { slots, pairs, leftOut: active.length - pairs.length };
}

interface CloseLook {
  /** Pairs whose marks were too many to hold. */
  readonly leftOut: number;
  /** Transactions of imports that kept no marks. */
  readonly withoutMarks: number;
  row(pair: Pair, slot: number): SlottedRow;
}

function closeLook(
  view: WorkspaceView,
  { ofDest, names }: Domains,
  range: ScanRange,
  slots: PairSlots,
  count: number,
  cancelled: () => boolean,
): CloseLook {
  const sums = new Sums(count);
  const hosts = distinctCounter(count, view.dictionaries.names.dest.length);
  const users = distinctCounter(count, view.dictionaries.names.user.length);
  const marks = new Marks();
  let withoutMarks = 0;
  for (const { segment, columns: c, from, to, pass } of spansOf(
    view.segments,
    view.segmentsFor(false),
    range,
    cancelled,
  )) {
    const seen = view.segments.marks(segment);
    for (let cell = from; cell < to; cell++) {
      if (pass && !pass(cell)) continue;
      const dest = c.dest[cell] ?? 0;
      const slot = slots.of(c.source[cell] ?? 0, ofDest[dest] ?? 0);
      if (slot < 0) continue;
      sums.add(slot, c, cell);
      hosts.add(slot, dest);
      users.add(slot, c.user[cell] ?? 0);
      if (seen) marks.add(slot, c.hour[cell] ?? 0, seen.early[cell] ?? 0, seen.late[cell] ?? 0);
      else withoutMarks += c.tx[cell] ?? 0;
    }
  }
  if (cancelled()) throw new AppError('job.cancelled', 'The question was cancelled.');
  const facts = marks.facts(count);
  return {
    leftOut: marks.leftOut.size,
    withoutMarks,
    row: ({ source, domain }, slot) => {
      const { appIndex } = view.apps.matcher.match(names[domain] ?? '');
      const app = appIndex < 0 ? null : view.apps.app(appIndex);
      return {
        slot,
        source: view.dictionaries.names.source[source] ?? '',
        domain: names[domain] ?? '',
        app: app ? { id: app.id, name: app.name } : null,
        ...sums.measures(slot),
        users: users.count(slot),
        hosts: hosts.count(slot),
        foldedTransactions: 0,
        nameLength: null,
        nameEntropy: null,
        firstSeen: sums.first(slot) * 1000,
        lastSeen: sums.last(slot) * 1000,
        ...(facts[slot] ?? NO_GAPS),
      };
    },
  };
}

const NO_GAPS = new GapCounter().facts();

/** Marks of many pairs, in the order of segments; put in order of time when all are there. */
class Marks {
  private slot = new Uint32Array(1 << 16);
  private hour = new Int32Array(1 << 16);
  private early = new Uint32Array(1 << 16);
  private late = new Uint32Array(1 << 16);
  private count = 0;
  readonly leftOut = new Set<number>();

  add(slot: number, hour: number, early: number, late: number): void {
    if (this.count >= MAX_MARKS) {
      this.leftOut.add(slot);
      return;
    }
    if (this.count === this.slot.length) {
      this.slot = doubled(this.slot);
      this.hour = doubled(this.hour);
      this.early = doubled(this.early);
      this.late = doubled(this.late);
    }
    this.slot[this.count] = slot;
    this.hour[this.count] = hour;
    this.early[this.count] = early;
    this.late[this.count] = late;
    this.count++;
  }

  /** Facts by slot. */
  facts(slots: number): ReturnType<GapCounter['facts']>[] {
    const { slot, hour, early, late, count } = this;
    const order = sortedOrder([hour.subarray(0, count), slot.subarray(0, count)], count);
    const out = Array.from({ length: slots }, () => NO_GAPS);
    const gaps = new GapCounter();
    for (let i = 0; i < count; ) {
      const at = order[i] ?? 0;
      const [one, when] = [slot[at] ?? 0, hour[at] ?? 0];
      let [a, b] = [0, 0];
      // Several cells of one hour (users, hosts of the domain) are one visit to it.
      for (; i < count && slot[order[i] ?? 0] === one && hour[order[i] ?? 0] === when; i++) {
        a |= early[order[i] ?? 0] ?? 0;
        b |= late[order[i] ?? 0] ?? 0;
      }
      gaps.add(when, a, b);
      if (i >= count || slot[order[i] ?? 0] !== one) {
        out[one] = gaps.facts();
        gaps.clear();
      }
    }
    return out;
  }
}

/** Fills in what the host names of the shown rows look like. */
function nameHosts(
  view: WorkspaceView,
  { ofDest }: Domains,
  range: ScanRange,
  slots: PairSlots,
  rows: SlottedRow[],
  cancelled: () => boolean,
): void {
  const dests = new Map(rows.map((row) => [row.slot, new Set<number>()]));
  const folded = new Map<number, number>();
  for (const { columns: c, from, to, pass } of spansOf(view.segments, view.segmentsFor(false), range, cancelled)) {
    for (let cell = from; cell < to; cell++) {
      if (pass && !pass(cell)) continue;
      const dest = c.dest[cell] ?? 0;
      const slot = slots.of(c.source[cell] ?? 0, ofDest[dest] ?? 0);
      const seen = dests.get(slot);
      if (!seen) continue;
      if (view.dictionaries.names.dest[dest]?.startsWith('*.')) {
        folded.set(slot, (folded.get(slot) ?? 0) + (c.tx[cell] ?? 0));
      } else {
        seen.add(dest);
      }
    }
  }
  rows.forEach((row, at) => {
    const hosts = [...(dests.get(row.slot) ?? [])].map((id) => view.dictionaries.names.dest[id] ?? '');
    const facts = hosts.map((host) => nameFacts(host, row.domain));
    const mean = (values: readonly number[]) =>
      values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
    rows[at] = {
      ...row,
      hosts: hosts.length,
      foldedTransactions: folded.get(row.slot) ?? 0,
      nameLength: mean(facts.map((one) => one.length)),
      nameEntropy: mean(facts.map((one) => one.entropy)),
    };
  });
}
