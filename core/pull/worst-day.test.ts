/** Every provider on its worst day: throttling, bursts of errors, cut and repeated pages, tokens and positions that end, endless paging. */

import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Client, type ClientLimits } from './client.ts';
import { FIXED } from './fake-fixed.test-kit.ts';
import { type Fake, type Happened, SECRET, type World } from './fake-provider.test-kit.ts';
import { RENEWING } from './fake-renewing.test-kit.ts';
import { PullFault } from './fault.ts';
import { findProvider } from './providers.ts';
import { type Answer, type Asked, ProviderServer } from './pull.test-kit.ts';
import { type FeedPosition, readFeed } from './read-feed.ts';

let server: ProviderServer;
beforeAll(async () => {
  server = await ProviderServer.start();
});
afterAll(() => server.stop());
// At noon half of what happened is of the day before, in several pages: in the evening a feed by days had one page of it, which is
// no place to stop within.
beforeEach(() => server.turnTo(Date.UTC(2026, 2, 4, 12)));

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Sixteen events of yesterday and today, old enough to be relied on. */
function happened(): Happened[] {
  const start = server.network.now() - 20 * HOUR;
  return Array.from({ length: 16 }, (_, at) => ({ id: `event-${at}`, time: start + at * HOUR }));
}

interface Read {
  readonly ids: readonly string[];
  readonly position: FeedPosition | null;
  readonly notes: readonly string[];
}

/** Reads a feed to its end, as a pull does. @param stopsBetween stops behind the first page that another is to follow */
async function read(
  fake: Fake,
  position: FeedPosition | null = null,
  stopsBetween = false,
  limits: Partial<ClientLimits> = {},
): Promise<Read> {
  const provider = findProvider(fake.provider);
  const feed = provider?.feeds.find(({ id }) => id === fake.feed);
  if (!provider || !feed) throw new Error(`no ${fake.provider} ${fake.feed}`);
  const { values } = fake;
  const client = new Client({
    network: server.network,
    origins: provider.origins(values),
    explain: provider.explain,
    makeAuth: (tools) => provider.auth(values, tools),
    replaced: async () => undefined,
    secrets: [SECRET],
    signal: new AbortController().signal,
    limits,
  });
  const ids: string[] = [];
  const notes: string[] = [];
  let reached = position;
  const part = feed.parts?.(values)[0] ?? '';
  for await (const page of readFeed({ feed, part, values, client, position, lookBackMs: DAY })) {
    const text = [
      JSON.stringify(page.records),
      ...page.files.map(({ bytes }) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString()),
    ];
    ids.push(...(text.join('').match(fake.ids ?? /event-\d+/g) ?? []));
    if (page.note !== null) notes.push(page.note);
    reached = page.position ?? reached;
    // A page that ends its window (a day of UTC, for some) has none to go on at.
    if (stopsBetween && (page.position?.window ?? page.position?.token) !== undefined) break;
  }
  return { ids, position: reached, notes };
}

function serve(fake: Fake, world: World, trouble: (asked: Asked, count: number) => Answer | null): void {
  server.reset((asked, count) => trouble(asked, count) ?? fake.serve(asked, world));
}

/** Those who sign with the time are refused a wrong one. */
function refusedForItsTime({ headers, form }: Asked, now: number): Answer | null {
  const signed = String(headers['x-amz-date'] ?? '').replace(
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/,
    '$1-$2-$3T$4:$5:$6Z',
  );
  if (signed !== '' && Math.abs(Date.parse(signed) - now) > 15 * 60_000)
    return { status: 403, text: '<Error><Code>RequestTimeTooSkewed</Code><Message>no</Message></Error>' };
  const claims = form.get('assertion')?.split('.')[1];
  if (claims === undefined) return null;
  const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly exp: number };
  const left = exp * 1000 - now;
  return left > 0 && left < 65 * 60_000 ? null : { status: 400, json: { error: 'invalid_grant' } };
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].sort();
const TROUBLES: readonly (() => Answer)[] = [
  () => ({ status: 429, headers: { 'retry-after': '7' }, text: 'slow down' }),
  () => ({ status: 429, headers: { 'retry-after': new Date(server.network.now() + 9_000).toUTCString() } }),
  () => ({ status: 429 }),
  () => ({ status: 500, text: 'Internal Server Error' }),
  () => ({ status: 503, text: '<html>' }),
  () => ({ status: 502 }),
  () => ({ json: { value: [], entries: [1, 2, 3], items: [], data: [1] }, isCut: true }),
  () => ({ text: '{"value":[{"id":"event-0"' }),
];

describe.each([...FIXED, ...RENEWING].map((fake) => [`${fake.provider} ${fake.feed}`, fake] as const))(
  '%s',
  (_, fake) => {
    it('is read whole on a good day, and the next pull finds what is new and nothing else of long ago', async () => {
      const events = happened();
      const world: World = { events: events.slice(0, 10), token: 'first-token' };
      serve(fake, world, () => null);
      const first = await read(fake);
      expect(unique(first.ids)).toEqual(unique(events.slice(0, 10).map(({ id }) => id)));
      expect(first.ids.length).toBe(10);
      if (fake.provider === 'defender-endpoint' || fake.provider === 'aws-cloudtrail') return;
      const late = events.slice(10).map((event) => ({ ...event, time: server.network.now() - 1000 }));
      serve(fake, { ...world, events: [...events.slice(0, 10), ...late] }, () => null);
      // Providers' clocks go on between two pulls.
      await server.network.sleep(10 * 60_000, new AbortController().signal);
      const second = await read(fake, first.position);
      expect(unique(second.ids).filter((id) => !first.ids.includes(id))).toEqual(unique(late.map(({ id }) => id)));
    });

    it('is read whole through throttling, bursts of errors and cut pages', async () => {
      const events = happened();
      let at = 0;
      // Every request fails in one way before it succeeds.
      const tried = new Set<string>();
      serve(fake, { events, token: 'first-token' }, ({ url, body }) => {
        const key = `${url.href} ${body}`;
        if (tried.has(key)) return null;
        tried.add(key);
        return TROUBLES[at++ % TROUBLES.length]?.() ?? null;
      });
      const { ids, notes } = await read(fake);
      expect(unique(ids)).toEqual(unique(events.map(({ id }) => id)));
      expect(notes).toEqual([]);
      expect(server.waits.length).toBeGreaterThan(0);
    });

    it('is read whole where events come in any order and pages repeat what others had', async () => {
      const events = happened();
      const shuffled = events.map((_, at) => events[(at * 7 + 3) % events.length] as Happened);
      serve(fake, { events: [...shuffled, ...shuffled.slice(0, 5)], token: 'first-token' }, () => null);
      expect(unique((await read(fake)).ids)).toEqual(unique(events.map(({ id }) => id)));
    });

    it('gives up after a while, with the position before the trouble and a reason', async () => {
      serve(fake, { events: happened(), token: 'first-token' }, () => ({ status: 500 }));
      await expect(read(fake)).rejects.toThrow('500 Internal server error');
      expect(server.asked.length).toBeLessThanOrEqual(5);
      const later = server.network.now() + 2 * HOUR;
      serve(fake, { events: happened(), token: 'first-token' }, () => ({
        status: 429,
        headers: { 'retry-after': '7200' },
      }));
      const fault = await read(fake).catch((cause: unknown) => cause);
      expect(fault).toMatchObject({ kind: 'error', message: expect.stringContaining('It goes on then') });
      expect((fault as PullFault).notBefore).toBeGreaterThan(later - 60_000);
      expect(server.waits).toEqual([]);
    });

    it('renews a token that expires on the way, or says that a person must', async () => {
      const world: World = { events: happened(), token: 'first-token' };
      let isOver = false;
      serve(fake, world, ({ url }) => {
        // On the way means after the first page.
        if (isOver || server.asked.length < 3 || url.pathname.endsWith('/token')) return null;
        isOver = true;
        world.token = 'second-token';
        return fake.renews ? null : { status: 401, json: { message: `bad ${SECRET}` } };
      });
      if (fake.renews) {
        expect(unique((await read(fake)).ids).length).toBe(16);
        return;
      }
      const fault = await read(fake).catch((cause: unknown) => cause);
      expect(fault).toMatchObject({ kind: 'attention' });
      expect((fault as Error).message).not.toContain(SECRET);
    });

    it('says that a person must act when credentials are refused, without showing them', async () => {
      const wrong = Object.fromEntries(
        Object.entries(fake.values).map(([key, value]) => [key, value === SECRET ? `${SECRET}x` : value]),
      );
      serve(fake, { events: [], token: 'first-token' }, ({ url }) =>
        fake.renews && url.pathname.endsWith('/token')
          ? { status: 400, json: { error: 'invalid_grant', error_description: `AADSTS70008: ${SECRET}x expired` } }
          : fake.provider === 'aws-cloudtrail'
            ? { status: 403, text: `<Error><Code>SignatureDoesNotMatch</Code><Message>${SECRET}</Message></Error>` }
            : null,
      );
      const fault = await read({ ...fake, values: wrong }).catch((cause: unknown) => cause);
      expect(fault).toBeInstanceOf(PullFault);
      expect(fault).toMatchObject({ kind: 'attention' });
      expect((fault as Error).message).not.toContain(SECRET);
    });

    it('goes on at the page where it stopped, and begins the window again where that page is no longer known', async () => {
      if (fake.provider === 'defender-endpoint') return;
      const events = happened();
      const world: World = { events, token: 'first-token' };
      serve(fake, world, () => null);
      const stopped = await read(fake, null, true);
      expect(stopped.ids.length).toBeLessThan(events.length);
      server.asked.length = 0;
      const rest = await read(fake, stopped.position);
      expect(unique([...stopped.ids, ...rest.ids])).toEqual(unique(events.map(({ id }) => id)));
      let isLost = false;
      serve(fake, world, (asked) => {
        if (isLost || !fake.isNextPage(asked)) return null;
        isLost = true;
        return fake.lostPage;
      });
      const again = await read(fake, stopped.position);
      expect(again.notes.join()).toContain('no longer knew where reading had stopped');
      expect(unique([...stopped.ids, ...again.ids])).toEqual(unique(events.map(({ id }) => id)));
    });

    it.each([5, -5])('misses nothing where the console’s clock is %i hours ahead', async (hours) => {
      const now = (): number => server.network.now() - hours * HOUR;
      const start = now() - 20 * HOUR;
      const events = Array.from({ length: 16 }, (_, at) => ({ id: `event-${at}`, time: start + at * HOUR }));
      const world: World & { events: readonly Happened[] } = { events, token: 'first-token' };
      server.reset((asked) => {
        const answer = refusedForItsTime(asked, now()) ?? fake.serve(asked, world);
        return { ...answer, headers: { ...answer.headers, date: new Date(now()).toUTCString() } };
      });
      const first = await read(fake);
      expect(unique(first.ids)).toEqual(unique(events.map(({ id }) => id)));
      if (fake.provider === 'defender-endpoint') return;
      await server.network.sleep(2 * HOUR, new AbortController().signal);
      const late = { id: 'event-99', time: now() - HOUR };
      Object.assign(world, { events: [...events, late] });
      expect((await read(fake, first.position)).ids).toContain(late.id);
    });

    it('passes over what was listed and is there no longer, and says so', async () => {
      const provider = findProvider(fake.provider);
      if (provider?.feeds.find(({ id }) => id === fake.feed)?.document === undefined) return;
      const world: World = { events: happened(), token: 'first-token' };
      let isGone = false;
      serve(fake, world, ({ url }) => {
        if (isGone || !/\/audit\/|LogFile$|\.json\.gz$/.test(url.pathname)) return null;
        isGone = true;
        return fake.provider === 'microsoft-365'
          ? { status: 400, json: { error: { code: 'AF20051', message: 'The content has already expired.' } } }
          : { status: 404, text: '<Error><Code>NoSuchKey</Code></Error>' };
      });
      const { ids, notes, position } = await read(fake);
      expect(notes).toEqual([expect.stringContaining('was there no longer')]);
      expect(unique(ids).length).toBeGreaterThan(0);
      expect(unique(ids).length).toBeLessThan(world.events.length);
      expect((await read(fake, position)).notes).toEqual([]);
    });

    it('leaves out a file that is larger than is taken, says which, and goes on behind it', async () => {
      const feed = findProvider(fake.provider)?.feeds.find(({ id }) => id === fake.feed);
      if (feed?.document === undefined) return;
      const world: World = { events: happened(), token: 'first-token' };
      let large = '';
      serve(fake, world, ({ url }) => {
        if (!/\/audit\/|LogFile$|\.json\.gz$/.test(url.pathname)) return null;
        large ||= url.pathname;
        return large === url.pathname ? { text: `"${'x'.repeat(60_000)}"\n` } : null;
      });
      const { ids, notes, position } = await read(fake, null, false, { bodyBytes: 50_000 });
      expect(notes).toEqual([
        expect.stringMatching(/^Larger than is taken at once, and left out: \S+\. Download and import/),
      ]);
      expect(unique(ids).length).toBe(world.events.length - 1);
      expect((await read(fake, position)).notes).toEqual([]);
    });

    it('begins where the provider still keeps it after a long time, and says what is missing', async () => {
      const feed = findProvider(fake.provider)?.feeds.find(({ id }) => id === fake.feed);
      if (feed?.mode !== 'window') return;
      const world: World = { events: happened(), token: 'first-token' };
      serve(fake, world, () => null);
      const long = server.network.now() - feed.retentionMs - 20 * DAY;
      const late = await read(fake, { since: long, window: { from: long, to: long + HOUR, next: 'of-long-ago' } });
      expect(late.notes).toEqual([expect.stringContaining('the provider keeps it no longer')]);
      expect(server.asked.filter(({ url }) => url.href.includes('of-long-ago'))).toEqual([]);
      expect(unique(late.ids)).toEqual(unique(world.events.map(({ id }) => id)));
      expect((await read(fake, late.position)).notes).toEqual([]);
      // One that stopped at the very edge of what is kept goes on at its page, where that is no link.
      const edge = server.network.now() - feed.retentionMs - 5 * 60_000;
      const window = { from: edge, to: edge + HOUR };
      if (!URL.canParse(feed.next(fake.values, 'of-the-edge', window, '').url)) return;
      server.asked.length = 0;
      await read(fake, { since: edge, window: { ...window, next: 'of-the-edge' } });
      expect(server.asked.some(({ url, body }) => (url.href + body).includes('of-the-edge'))).toBe(true);
    });

    it('does not page for ever', async () => {
      if (fake.provider === 'defender-endpoint') return;
      const world: World = { events: happened(), token: 'first-token' };
      let first: Answer | null = null;
      // The second page is sent again and again.
      serve(fake, world, (asked) => {
        if (!fake.isNextPage(asked)) return null;
        first ??= fake.serve(asked, world);
        return first;
      });
      const { ids } = await read(fake).catch((cause: unknown) => {
        expect(cause).toMatchObject({ kind: 'error', message: expect.stringContaining('paging does not end') });
        return { ids: [] };
      });
      expect(ids.length).toBeLessThan(100);
      expect(server.asked.length).toBeLessThan(100);
    });
  },
);
