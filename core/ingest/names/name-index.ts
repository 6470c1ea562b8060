/**
 * In: a transaction that names an address only. Out: the host, user or device that the evidence names for that address at that time.
 * Guarantee: what is found depends on the evidence and the transaction alone, never on what was read before. Outside of every
 * interval, or where two names stand for an address at once, nothing is named.
 */
import type { EventDraft, LineWindows } from '../formats/api.ts';
import type { NameTable } from './name-table.ts';
import { BASIS_TITLES, NAME_BASES, NAME_KINDS, type NameBasis, type NameKind, type NameUse } from './record.ts';

export interface FoundName {
  readonly value: string;
  readonly basis: NameBasis;
  /** Number of the name import that says so. */
  readonly source: number;
  /** Number of the interval in the table. */
  readonly row: number;
}

export class NameIndex {
  readonly namesHosts: boolean;
  readonly namesUsers: boolean;
  readonly namesDevices: boolean;
  /** What the last `apply` named, for evidence; '' when nothing. */
  namedBy = '';
  private readonly table: NameTable;
  private readonly groups: ReadonlyMap<string, number>;
  /** What was said by the client that is asked about, and by any; used again for each question. */
  private readonly own = new Said();
  private readonly any = new Said();
  /** Intervals that have named a line. */
  private readonly used: Uint8Array;

  constructor(table: NameTable) {
    this.table = table;
    this.used = new Uint8Array(table.value.length);
    this.groups = new Map(table.groups.map((group, number) => [group, number]));
    const has = (kind: NameKind): boolean => table.groups.some((group) => group.startsWith(`${kind}:`));
    this.namesHosts = has('host');
    this.namesUsers = has('user');
    this.namesDevices = has('device');
  }

  /** Names what a normalised draft leaves unnamed. */
  apply(draft: EventDraft): void {
    this.namedBy = '';
    const second = Math.floor(draft.timeMs / 1000);
    if (Number.isNaN(second)) return;
    if (this.namesHosts && draft.destinationHost === '' && draft.destinationIp !== '') {
      const host = this.find('host', draft.destinationIp, second, draft.sourceIp);
      if (host !== undefined) {
        draft.destinationHost = host.value;
        this.note('host', host, draft.wantDetail);
      }
    }
    if (draft.sourceIp === '') return;
    if (this.namesUsers && draft.sourceUser === '') {
      const user = this.find('user', draft.sourceIp, second, '');
      if (user !== undefined) {
        draft.sourceUser = user.value;
        this.note('user', user, draft.wantDetail);
      }
    }
    if (this.namesDevices && draft.sourceHost === '') {
      const device = this.find('device', draft.sourceIp, second, '');
      if (device !== undefined) {
        draft.sourceHost = device.value;
        this.note('device', device, draft.wantDetail);
      }
    }
  }

  /** A line read from its bytes leaves something open that the evidence may name. */
  wants(line: LineWindows, bytes: Uint8Array): boolean {
    if (this.namesUsers && line.userEnd <= line.userStart) return true;
    if (this.namesDevices && line.deviceEnd <= line.deviceStart) return true;
    if (!this.namesHosts) return false;
    const last = bytes[line.destEnd - 1] ?? 0;
    // Only an address ends in a digit, or holds a colon.
    if (last >= 48 && last <= 57) return true;
    for (let at = line.destStart; at < line.destEnd; at++) if (bytes[at] === 58) return true;
    return false;
  }

  /** What lines were named so far, each name and basis once. */
  uses(): NameUse[] {
    const { table, used } = this;
    const uses = new Map<string, NameUse>();
    table.groups.forEach((group, number) => {
      const kind = NAME_KINDS.find((one) => group.startsWith(`${one}:`)) ?? 'host';
      for (let row = table.groupStarts[number] ?? 0; row < (table.groupStarts[number + 1] ?? 0); row++) {
        if (used[row] !== 1) continue;
        const { value, basis } = this.found(row);
        uses.set(`${kind}:${basis}:${value}`, { kind, value, basis });
      }
    });
    return [...uses.values()];
  }

  private note(kind: NameKind, found: FoundName, wanted: boolean): void {
    this.used[found.row] = 1;
    if (!wanted) return;
    const words = `${kind} by ${BASIS_TITLES[found.basis]} (name evidence ${found.source})`;
    this.namedBy = this.namedBy === '' ? words : `${this.namedBy}; ${words}`;
  }

  /**
   * @param second seconds since the epoch
   * @param client for hosts: what it asked for itself counts before what others did
   */
  find(kind: NameKind, address: string, second: number, client: string): FoundName | undefined {
    const group = this.groups.get(`${kind}:${address}`);
    if (group === undefined) return undefined;
    const { table } = this;
    const first = table.groupStarts[group] ?? 0;
    let at = this.lastFrom(first, table.groupStarts[group + 1] ?? first, second);
    const own = this.own.clear();
    const any = this.any.clear();
    for (; at >= first && (table.reach[at] ?? 0) >= second; at--) {
      if ((table.to[at] ?? 0) < second) continue;
      const asked = table.texts[table.client[at] ?? 0] ?? '';
      if (asked === '') this.merge(kind, any, at);
      else if (asked === client) this.merge(kind, own, at);
    }
    const { best } = own.best === NONE ? any : own;
    return best < 0 ? undefined : this.found(best);
  }

  /** The last interval that begins at `second` or before; `first - 1` when there is none. */
  private lastFrom(first: number, end: number, second: number): number {
    let low = first;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.table.from[middle] ?? 0) <= second) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Adds what one more interval says. Spellings of one name agree; the better basis and the earlier import speak for them. */
  private merge(kind: NameKind, said: Said, at: number): void {
    const { best, spellings } = said;
    if (best === AMBIGUOUS) return;
    const { table } = this;
    const textOf = (row: number): string => table.texts[table.value[row] ?? 0] ?? '';
    const isSameBasis = (row: number): boolean => table.basis[row] === table.basis[at];
    if (!spellings.some((row) => isSameBasis(row) && table.value[row] === table.value[at])) {
      const text = textOf(at);
      if (spellings.some((row) => !agree(kind, textOf(row), text, isSameBasis(row)))) {
        said.best = AMBIGUOUS;
        return;
      }
      spellings.push(at);
    }
    const rank = (row: number): number => (table.basis[row] ?? 0) * 2 ** 32 + (table.source[row] ?? 0);
    if (best === NONE || rank(at) < rank(best)) said.best = at;
    else if (rank(at) === rank(best) && textOf(at) < textOf(best)) said.best = at;
  }

  private found(row: number): FoundName {
    const { table } = this;
    return {
      value: table.texts[table.value[row] ?? 0] ?? '',
      basis: NAME_BASES[table.basis[row] ?? 0] ?? 'dns',
      source: table.source[row] ?? 0,
      row,
    };
  }
}

const NONE = -1;
const AMBIGUOUS = -2;

/** What intervals say that hold at once. */
class Said {
  best = NONE;
  /** One interval of each spelling and basis. */
  readonly spellings: number[] = [];

  clear(): this {
    this.best = NONE;
    this.spellings.length = 0;
    return this;
  }
}

/**
 * Whether two spellings may be one name. Kinds of logs write one person in different ways; a log that itself names two domains
 * means two.
 */
function agree(kind: NameKind, a: string, b: string, isSameBasis: boolean): boolean {
  if (a === b) return true;
  if (plainName(kind, a) !== plainName(kind, b)) return false;
  if (!isSameBasis || kind === 'host') return true;
  const [one, other] = [originOf(kind, a), originOf(kind, b)];
  return one === '' || other === '' || one === other || one.endsWith('\\') !== other.endsWith('\\');
}

/** The domain that a name says it is of: `corp\` (also where it is written `CORP.EXAMPLE\`), `@corp.example`, `.corp.example`; '' where none. */
function originOf(kind: NameKind, name: string): string {
  const slash = name.lastIndexOf('\\');
  const lower = name.toLowerCase();
  if (slash > 0) return `${lower.slice(0, slash).split('.')[0]}\\`;
  const end = lower.indexOf(kind === 'user' ? '@' : '.');
  return end > 0 ? lower.slice(end) : '';
}

/** `CORP\\alice`, `alice@corp.example` and `Alice` are one user; `pc12.corp.example` and `PC12` one device; hosts are as they are. */
export function plainName(kind: NameKind, name: string): string {
  if (kind === 'host') return name;
  const behind = name.slice(name.lastIndexOf('\\') + 1).toLowerCase();
  const end = behind.indexOf(kind === 'user' ? '@' : '.');
  return end > 0 ? behind.slice(0, end) : behind;
}
