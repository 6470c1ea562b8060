/**
 * In: one line of a file, as text. Out: the activities in it, or why there are none.
 * Guarantee: the one way from lines to activities, for imports, `parse` and fetched records alike; which connector reads a record depends on
 * the record alone, so that lines can be read in any order.
 */

import { type DayOrder, DayVotes, isOpen, timeInFigures } from '../kit/day-order.ts';
import { plainBlanks } from '../kit/times.ts';
import type { Zone } from '../kit/zone.ts';
import type { Activity } from '../model/activity.ts';
import { isAdminType } from '../model/activity-types.ts';
import { ActivityDraft, type ClaimHint, type Connector, type Refusal, reject, skip } from './connector.ts';
import type { SourceRecord } from './kit/source-record.ts';
import type { HeaderClock } from './text/text-record.ts';
import { ANY_DATE, recordsOf } from './unwrap.ts';

/** One activity as a connector has filled it. */
export interface ReadEvent {
  readonly draft: ActivityDraft;
  readonly connector: Connector;
  /** Position in the record that held several: the provider's id is theirs in common. */
  readonly part: number;
}

/** What a line held. Without events there is a refusal, except where the line is no record at all (blank, the rest of one, a header). */
export interface LineReading {
  readonly events: readonly ReadEvent[];
  readonly refusal: Refusal | null;
}

const NOTHING: LineReading = { events: [], refusal: null };

/** Times before this, or more than two days after the file's own date, cannot be. */
const EARLIEST_MS = Date.UTC(1995, 0, 1);
const MAX_FUTURE_MS = 2 * 86_400_000;
/** Lines that containers leave behind: what belongs to the record above or to the container, and a record that does not end. */
const CONTINUED = 0x1f;
const BROKEN = 0x1e;

const UTC: Pick<Zone, 'offsetAtWall'> = { offsetAtWall: () => 0 };

export class ActivityReader {
  readonly #connectors: readonly Connector[];
  readonly #hint: ClaimHint;
  readonly #latestMs: number;
  readonly #clock: HeaderClock;
  readonly #order: DayOrder | undefined;
  #last: Connector | undefined;
  /** What the times formatted for a reader's locale say of their order. */
  readonly days = new DayVotes();
  /** Events whose day and month only the given order told apart. */
  ordered = 0;
  /** The header of the line that is read tells a time and no zone. */
  #isHeaderLocal = false;
  /** Whether a header that names no zone dated an event. */
  sawLocalTime = false;

  /**
   * @param connectors those that may read; one reads every record
   * @param fileDateMs the file's own date: later times are implausible
   * @param order of day and month in times formatted for a reader's locale, where the file as a whole tells it
   * @param zone of clocks that name none, in the headers of lines; providers' own times are UTC where they name none
   */
  constructor(
    connectors: readonly Connector[],
    hint: ClaimHint,
    fileDateMs: number,
    order?: DayOrder,
    zone: Pick<Zone, 'offsetAtWall'> = UTC,
  ) {
    this.#order = order;
    this.#connectors = connectors;
    this.#hint = hint;
    this.#latestMs = fileDateMs + MAX_FUTURE_MS;
    // Where every time is plausible, a year is anyone's guess.
    const nearMs = fileDateMs === Number.MAX_SAFE_INTEGER ? ANY_DATE : fileDateMs;
    const zoneOffset = (wallMs: number): number => {
      this.#isHeaderLocal = true;
      return zone.offsetAtWall(wallMs);
    };
    this.#clock = { fileDateMs: nearMs, zoneOffset };
  }

  /** @param line without its line end */
  readLine(line: string): LineReading {
    const first = line.charCodeAt(0);
    if (first === CONTINUED) return NOTHING;
    if (first === BROKEN) return refused(reject('unterminated'));
    this.#isHeaderLocal = false;
    const records = recordsOf(line, this.#clock);
    const [only] = records;
    if (only === undefined) return refused(reject('shape'));
    if (records.length === 1) return this.readRecord(only);
    const readings = records.map((record) => this.readRecord(record));
    const events = readings.flatMap((reading) => reading.events);
    return { events, refusal: readings.find((reading) => reading.refusal !== null)?.refusal ?? null };
  }

  readRecord(record: SourceRecord): LineReading {
    // Most records are known as they stand; what is not may have lost its capitals, or be what an envelope only seemed to be around.
    for (let form: SourceRecord | undefined = record; form !== undefined; form = form.otherForm()) {
      const connector = this.#connectorFor(form);
      if (connector !== undefined) return this.#readWith(connector, form);
    }
    for (let form: SourceRecord | undefined = record; form !== undefined; form = form.otherForm()) {
      if (form.isText || Number.isNaN(form.envelopeTime())) continue;
      const dated = this.#best(form, { ...this.#hint, timeAround: true });
      if (dated !== undefined) return this.#readWith(dated, form);
    }
    for (let form: SourceRecord | undefined = record; form !== undefined; form = form.otherForm()) {
      const last = this.#best(form, this.#hint, true);
      if (last !== undefined) return this.#readWith(last, form);
    }
    const [only] = this.#connectors;
    return only !== undefined && this.#connectors.length === 1
      ? this.#readWith(only, record)
      : refused(reject('no-connector'));
  }

  #readWith(connector: Connector, record: SourceRecord): LineReading {
    const parts = connector.expand?.(record) ?? [record];
    if (parts.length === 0) return refused(skip('no-events'));
    const events: ReadEvent[] = [];
    let refusal: Refusal | null = null;
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at];
      if (part === undefined) break;
      const draft = new ActivityDraft();
      const failed = connector.read(part, draft, this.#order) ?? this.#implausible(draft, record);
      if (draft.localeTime !== '') this.#see(draft.localeTime, failed === undefined);
      if (failed === undefined) events.push({ draft, connector, part: at });
      else refusal ??= failed;
    }
    return events.length > 0 ? { events, refusal: null } : refused(refusal ?? reject('shape'));
  }

  #see(localeTime: string, isRead: boolean): void {
    const text = plainBlanks(localeTime);
    this.days.see(text);
    if (!isRead || this.#order === undefined) return;
    const figures = timeInFigures(text);
    if (figures !== undefined && isOpen(figures)) this.ordered++;
  }

  /** The connector that claims the record most; the last one first, where it is certain. */
  #connectorFor(record: SourceRecord): Connector | undefined {
    if (this.#last?.claim(record, this.#hint).score === 1) return this.#last;
    const best = this.#best(record, this.#hint);
    this.#last = best ?? this.#last;
    return best;
  }

  /** @param isLast asks those that are asked last */
  #best(record: SourceRecord, hint: ClaimHint, isLast = false): Connector | undefined {
    let best: Connector | undefined;
    let score = 0;
    for (const connector of this.#connectors) {
      if ((connector.isLast === true) !== isLast) continue;
      const claim = connector.claim(record, hint).score;
      if (claim <= score) continue;
      best = connector;
      score = claim;
      if (claim === 1) break;
    }
    return best;
  }

  /** A record that gives no time of its own happened when its envelope says. */
  #implausible(draft: ActivityDraft, record: SourceRecord): Refusal | undefined {
    if (Number.isNaN(draft.timeMs)) {
      draft.timeMs = record.envelopeTime();
      if (this.#isHeaderLocal && !Number.isNaN(draft.timeMs)) this.sawLocalTime = true;
    }
    if (Number.isNaN(draft.timeMs)) {
      const figures = timeInFigures(plainBlanks(draft.localeTime));
      return reject(figures !== undefined && isOpen(figures) ? 'time-order' : 'time');
    }
    return draft.timeMs < EARLIEST_MS || draft.timeMs > this.#latestMs ? reject('time-implausible') : undefined;
  }
}

function refused(refusal: Refusal): LineReading {
  return { events: [], refusal };
}

/** The id of the event: the provider's own, numbered where a record held several. */
export function eventId({ draft, part }: ReadEvent): string {
  return part === 0 || draft.id === '' ? draft.id : `${draft.id}#${part}`;
}

/** Whether it is an administrative act: the provider says so, or its type does. */
export function isAdminEvent({ draft }: ReadEvent): boolean {
  return draft.admin ?? isAdminType(draft.activityType);
}

/** The activity as it is printed and shown. @param line counted from 1 */
export function toActivity(event: ReadEvent, line: number): Activity {
  const { draft, connector } = event;
  const { objects, device, place } = draft;
  return {
    line,
    ...text('id', eventId(event)),
    time: new Date(draft.timeMs).toISOString(),
    connector: connector.id,
    app: draft.app === '' ? connector.app : draft.app,
    ...text('instance', draft.instance),
    ...text('sourceUser', draft.sourceUser),
    ...text('userId', draft.userId),
    ...text('userName', draft.userName),
    ...(draft.actorKind === undefined ? {} : { actorKind: draft.actorKind }),
    operation: draft.operation,
    activityType: draft.activityType,
    admin: isAdminEvent(event),
    outcome: draft.outcome,
    ...text('reason', draft.reason),
    ...text('sourceIp', draft.sourceIp),
    ...text('userAgent', draft.userAgent),
    ...(isEmpty(device) ? {} : { device }),
    ...(isEmpty(place) ? {} : { place }),
    ...(objects.length === 0 ? {} : { objects }),
    ...text('target', draft.target),
    ...text('clientApp', draft.clientApp),
    ...text('sessionId', draft.sessionId),
    ...text('tokenId', draft.tokenId),
    ...text('correlationId', draft.correlationId),
    ...text('sameEvent', draft.sameEvent),
    ...text('description', draft.description),
    ...(draft.impersonated === undefined ? {} : { impersonated: draft.impersonated }),
    ...(draft.mfa === undefined ? {} : { mfa: draft.mfa }),
    ...(draft.legacyAuth === undefined ? {} : { legacyAuth: draft.legacyAuth }),
    ...(draft.appliedAction === undefined ? {} : { appliedAction: draft.appliedAction }),
    ...(draft.bytes === 0 ? {} : { bytes: draft.bytes }),
  };
}

function text<K extends string>(key: K, value: string): { [P in K]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [P in K]?: string };
}

function isEmpty(value: object | undefined): value is undefined {
  return value === undefined || Object.keys(value).length === 0;
}
