/**
 * In: a feed, a client, and where the last pull stopped. Out: pages of records, each with the position that is reached once it is kept.
 * Guarantee: whoever stores a page and its position together and begins there again misses nothing; pages may come twice, records are
 * recognised by their ids. Paging always ends: a page that leads back to itself is a fault.
 */

import { utcMinute } from '../kit/utc-day.ts';
import type { Client } from './client.ts';
import { clockDiffers } from './clock.ts';
import { PullFault } from './fault.ts';
import { pageOf } from './page-of.ts';
import type { Feed, PageRead, StreamFeed, Values, Window, WindowFeed } from './provider.ts';
import type { Reply } from './reply.ts';

/** Where reading has got to; what lies before `since` is kept. */
export interface FeedPosition {
  readonly since: number;
  /** Windows: the one that is being read, and its next page. */
  readonly window?: Window & { readonly next: string };
  /** Streams: what the provider handed out. */
  readonly token?: string;
}

export interface FeedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface FeedPage {
  readonly records: readonly unknown[];
  readonly files: readonly FeedFile[];
  /** Null: the page is a part of one whose end has not come yet. */
  readonly position: FeedPosition | null;
  /** What a person should know about it. */
  readonly note: string | null;
}

export interface FeedTask {
  readonly feed: Feed;
  readonly part: string;
  readonly values: Values;
  readonly client: Client;
  readonly position: FeedPosition | null;
  /** How far back the first pull goes. */
  readonly lookBackMs: number;
}

/** More than any provider's retention makes; a pull goes on at the next page another time. */
const MAX_PAGES = 50_000;
const MAX_EMPTY_PAGES = 500;
/** Windows of providers that leave rows out are halved down to this. */
const MIN_WINDOW_MS = 3_600_000;
/** A pull that stopped within its first window is taken up again this long. */
const EDGE_MS = 3_600_000;
/** Of what was read already, to hear the provider's time. */
const PROBE_MS = 60_000;

export function readFeed(task: FeedTask): AsyncGenerator<FeedPage> {
  const { feed } = task;
  return feed.mode === 'window' ? readWindows(task, feed) : readStream(task, feed);
}

function startOf({ feed, client, position, lookBackMs }: FeedTask): number {
  const now = client.now();
  const oldest = now - feed.retentionMs;
  return Math.max(oldest, position === null ? now - lookBackMs : position.since - feed.overlapMs);
}

async function* readWindows(task: FeedTask, feed: WindowFeed): AsyncGenerator<FeedPage> {
  const { client, values, part, position } = task;
  await prepareFeed(task);
  const skew = client.skew;
  let isHeard = false;
  let end = align(client.now() - feed.lagMs, feed.wholeMs, Math.floor);
  const pages = new PageGuard();
  const oldest = client.now() - feed.retentionMs;
  let from = align(startOf(task), feed.wholeMs, Math.ceil);
  let since = position?.since ?? from;
  // What was read reaches beyond this clock: it is behind. A little of it is asked for again, to be told the time.
  if (from >= end && since > client.now() && clockDiffers(client.now(), since)) {
    end = from;
    from -= feed.wholeMs ?? PROBE_MS;
  }
  let resumed = position?.window ?? null;
  // A window that a first pull began at the very edge is gone on with shortly afterwards.
  if (since < (resumed === null ? oldest : oldest - EDGE_MS)) {
    // Asked for what is older than it keeps, a provider refuses, each time anew.
    resumed = null;
    yield { records: [], files: [], position: { since: from }, note: goneNote(since, from) };
    since = from;
  }
  let widest = feed.maxWindowMs;
  while (resumed !== null || from < end) {
    const window: Window = resumed ?? { from, to: windowEnd(from, end, widest, feed) };
    let next = resumed?.next ?? null;
    pages.begin();
    const isResumed = resumed !== null;
    resumed = null;
    let isAgain = false;
    for (let isFirst = true; isFirst || next !== null; isFirst = false) {
      const asked = next;
      const ask = asked === null ? feed.first(values, window, part) : feed.next(values, asked, window, part);
      let read: PageRead;
      try {
        const isTooMuch = (reply: Reply): boolean => feed.isTooMuch?.(reply, asked !== null) ?? false;
        const readPage = (reply: Reply): PageRead => (isTooMuch(reply) ? TOO_MUCH : feed.read(reply));
        read = shareOf(feed, asked, await client.ask(ask, readPage, isTooMuch));
        if (!isHeard && clockDiffers(skew, client.skew)) return yield* readWindows(task, feed);
        isHeard = true;
      } catch (cause) {
        // The first answer tells the time. By a wrong clock the windows are wrong, and what lies between would never be read.
        if (!isHeard && clockDiffers(skew, client.skew)) return yield* readWindows(task, feed);
        if (!isResumed || !isFirst || !isPosition(cause)) throw cause;
        yield { records: [], files: [], position: { since }, note: startsAgain(window.from) };
        isAgain = true;
        from = Math.max(window.from, align(oldest, feed.wholeMs, Math.ceil));
        break;
      }
      if (read.isCut === true && window.to - window.from > MIN_WINDOW_MS) {
        widest = Math.max(MIN_WINDOW_MS, Math.floor((window.to - window.from) / 2 / MIN_WINDOW_MS) * MIN_WINDOW_MS);
        isAgain = true;
        from = window.from;
        break;
      }
      if (read.isCut === true && asked === null && feed.shares !== undefined) read = FIRST_SHARE;
      next = read.next;
      pages.check(next, read.records.length);
      const note = read.isCut === true ? cutNote(window) : null;
      if (next === null) since = window.to;
      const reached: FeedPosition = next === null ? { since } : { since, window: { ...window, next } };
      yield* pageOf(task, read, reached, note);
    }
    if (!isAgain) from = window.to;
  }
}

/** Refused for its size: as an answer from which all rows were left out. */
const TOO_MUCH: PageRead = { records: [], next: null, isCut: true };

/** In place of a whole window that comes cut: it is asked for again, share by share. */
const FIRST_SHARE: PageRead = { records: [], next: '0' };

/** A share leads to the next one. */
function shareOf({ shares }: WindowFeed, asked: string | null, read: PageRead): PageRead {
  if (shares === undefined || asked === null) return read;
  const next = Number(asked) + 1;
  return { ...read, next: next < shares ? String(next) : null };
}

function windowEnd(from: number, end: number, widest: number, { withinMs }: WindowFeed): number {
  const to = Math.min(end, from + widest);
  return withinMs === undefined ? to : Math.min(to, (Math.floor(from / withinMs) + 1) * withinMs);
}

function align(time: number, ms: number | undefined, round: (value: number) => number): number {
  return ms === undefined ? time : round(time / ms) * ms;
}

async function* readStream(task: FeedTask, feed: StreamFeed): AsyncGenerator<FeedPage> {
  const { client, values, part, position } = task;
  await prepareFeed(task);
  const pages = new PageGuard();
  const skew = client.skew;
  let isHeard = false;
  const window: Window = { from: startOf(task), to: client.now() };
  let token = position?.token ?? null;
  let mayRestart = token !== null;
  for (;;) {
    const began = client.now();
    const ask = token === null ? feed.first(values, window, part) : feed.next(values, token, window, part);
    let read: PageRead;
    try {
      read = await client.ask(ask, (reply) => feed.read(reply));
      if (!isHeard && clockDiffers(skew, client.skew)) return yield* readStream(task, feed);
      isHeard = true;
    } catch (cause) {
      if (!isHeard && clockDiffers(skew, client.skew)) return yield* readStream(task, feed);
      if (!mayRestart || !isPosition(cause)) throw cause;
      mayRestart = false;
      token = null;
      yield {
        records: [],
        files: [],
        position: { since: position?.since ?? window.from },
        note: startsAgain(window.from),
      };
      continue;
    }
    mayRestart = false;
    const isMoved = read.next !== null && read.next !== token;
    const hasMore = read.hasMore === true;
    if (hasMore) pages.check(read.next, read.records.length);
    token = read.next ?? token;
    // While more is there, only the token says how far reading has got.
    const since = hasMore ? (position?.since ?? window.from) : began;
    yield* pageOf(task, read, token === null ? { since } : { since, token }, null);
    if (!hasMore || !isMoved) return;
  }
}

/** What must be asked before anything can be read. @throws PullFault */
export async function prepareFeed({
  feed,
  client,
  values,
}: Pick<FeedTask, 'feed' | 'client' | 'values'>): Promise<void> {
  const ask = feed.prepare?.(values);
  if (ask)
    await client.ask(
      ask,
      () => null,
      (reply) => feed.tolerates?.(reply) ?? false,
    );
}

class PageGuard {
  private readonly seen = new Set<string>();
  private pages = 0;
  private empty = 0;

  /** Another window may well have the same page numbers. */
  begin(): void {
    this.seen.clear();
  }

  check(next: string | null, records: number): void {
    if (next === null) {
      this.empty = 0;
      return;
    }
    this.pages++;
    this.empty = records === 0 ? this.empty + 1 : 0;
    if (this.seen.has(next)) throw endless('a page leads back to an earlier one');
    if (this.empty > MAX_EMPTY_PAGES) throw endless(`${MAX_EMPTY_PAGES} pages in a row were empty`);
    if (this.pages > MAX_PAGES) throw endless(`there were more than ${MAX_PAGES} pages`);
    this.seen.add(next);
  }
}

function endless(why: string): PullFault {
  return new PullFault('error', `The provider's paging does not end: ${why}. What came before is kept.`);
}

function isPosition(cause: unknown): boolean {
  return cause instanceof PullFault && cause.kind === 'position';
}

function startsAgain(from: number): string {
  return `The provider no longer knew where reading had stopped; it is read again from ${utcMinute(from)}. What repeats is recognised.`;
}

function goneNote(since: number, from: number): string {
  return `Between ${utcMinute(since)} and ${utcMinute(from)} nothing was read, and the provider keeps it no longer.`;
}

function cutNote(window: Window): string {
  return `The provider left rows out between ${utcMinute(window.from)} and ${utcMinute(window.to)}: there were more than it gives at once.`;
}
