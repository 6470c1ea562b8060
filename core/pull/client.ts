/**
 * One connection's HTTP client.
 * In: what to ask. Out: a whole answer that was understood.
 * Guarantee: it talks to the connection's own origins over TLS only (loopback aside), follows no redirect out of them, holds no more
 * than `bodyBytes` of an answer, waits as long as it is told to, tries again a bounded number of times, and shows no secret in a fault.
 */
import { isLoopbackHost } from '../kit/loopback.ts';
import { utcMinute } from '../kit/utc-day.ts';
import type { Auth, AuthTools } from './auth/auth.ts';
import { clockDiffers } from './clock.ts';
import { PullFault, TooLarge } from './fault.ts';
import type { PullNetwork } from './network.ts';
import type { Ask, Explained } from './provider.ts';
import { BadBody, Reply } from './reply.ts';
import { waitOf } from './throttle.ts';
import { badBodyTrouble, isBeforeSending, networkTrouble, plainRefusal, serverTrouble } from './trouble.ts';

export interface ClientLimits {
  /** Of one exchange, with its body. */
  readonly exchangeMs: number;
  readonly bodyBytes: number;
  /** Tries of one request that meet a fault of server or network. */
  readonly tries: number;
  /** Times that one request waits because it was told to. */
  readonly waits: number;
  /** Longest wait within a pull; beyond it the pull ends and goes on later. */
  readonly waitMs: number;
}

export const CLIENT_LIMITS: ClientLimits = {
  exchangeMs: 180_000,
  bodyBytes: 128 * 1024 * 1024,
  tries: 5,
  waits: 10,
  waitMs: 10 * 60_000,
};

const FIRST_WAIT_MS = 1_000;
const MAX_BACK_OFF_MS = 60_000;
const REDIRECTS = 3;
const SHOWN = 300;
const HIDDEN = '•••';
/** Texts shorter than this are no secrets, and would be found everywhere. */
const MIN_SECRET = 6;
const AGENT = 'Undercast (reads audit logs for its user)';
export interface ClientTools {
  readonly network: PullNetwork;
  readonly origins: readonly string[];
  readonly explain: (reply: Reply) => Explained | null;
  readonly makeAuth: (tools: AuthTools) => Auth;
  readonly replaced: AuthTools['replaced'];
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  readonly limits?: Partial<ClientLimits>;
  /** What it waits for, in words; null when it goes on. */
  readonly onWait?: (why: string | null) => void;
}

/**
 * What became of a request that changes something. done: the provider accepted it · refused: it said no, nothing was changed · notSent: it
 * never left · unknown: it left, and no answer says what became of it.
 */
export interface Written {
  readonly outcome: 'done' | 'refused' | 'notSent' | 'unknown';
  readonly status: number | null;
  readonly message: string;
}

export class Client {
  private readonly tools: ClientTools;
  private readonly limits: ClientLimits;
  private readonly origins: ReadonlySet<string>;
  private readonly auth: Auth;
  private readonly hidden: Set<string>;
  private skewMs = 0;

  constructor(tools: ClientTools) {
    this.tools = tools;
    this.limits = { ...CLIENT_LIMITS, ...tools.limits };
    this.origins = new Set(tools.origins.map((origin) => new URL(origin).origin));
    this.hidden = new Set(tools.secrets);
    this.auth = tools.makeAuth({
      ask: (ask, explain) => this.tryOften(ask, null, explain, wholeJson),
      now: () => this.now(),
      skew: () => this.skewMs,
      hide: (secret) => this.hidden.add(secret),
      replaced: tools.replaced,
    });
  }

  /** The provider's clock where it has told the time. */
  now(): number {
    return this.tools.network.now() + this.skewMs;
  }

  /** What the console's clock is behind the provider's, as far as answers have told. */
  get skew(): number {
    return this.skewMs;
  }

  /** Asks with credentials. @param read what is to be understood; a BadBody of it is a reason to ask again. @throws PullFault */
  ask<T>(
    ask: Ask,
    read: (reply: Reply) => T | Promise<T>,
    tolerates: (reply: Reply) => boolean = () => false,
  ): Promise<T> {
    return this.tryOften(ask, this.auth, this.tools.explain, read, tolerates);
  }

  /**
   * Sends something that changes the provider. It is sent again where the provider says that it did nothing (429, 503 with a time to wait,
   * 401 once), and after a failure only if `isRepeatable`. Never throws once it was sent.
   */
  async write(ask: Ask, isRepeatable: boolean): Promise<Written> {
    const { signal } = this.tools;
    let wasSent = false;
    let waits = 0;
    let isRenewed = false;
    for (let tries = 1; ; ) {
      let problem: string;
      let hasLeft = false;
      try {
        signal.throwIfAborted();
        const headers = { ...ask.headers, ...(await this.auth.headers(ask)) };
        this.check(ask.url);
        signal.throwIfAborted();
        hasLeft = true;
        const reply = await this.exchange({ ...ask, headers }, null);
        hasLeft = false;
        if (await this.waitAsTold(reply, waits)) {
          waits++;
          continue;
        }
        if (reply.status === 401 && !isRenewed) {
          isRenewed = true;
          if (await this.auth.renew()) continue;
        }
        const answer = this.judge(reply);
        if (answer !== null) return wasSent ? afterLostTry(ask, answer) : answer;
        wasSent = true;
        problem = serverTrouble(reply.status);
      } catch (cause) {
        if (hasLeft && !isBeforeSending(cause)) wasSent = true;
        if (signal.aborted) return this.lost(wasSent, 'It was cancelled');
        if (cause instanceof PullFault) return this.lost(wasSent, cause.message);
        problem = networkTrouble(cause);
      }
      if ((wasSent && !isRepeatable) || tries >= this.limits.tries) return this.lost(wasSent, problem);
      try {
        await this.pause(this.backOff(tries), problem);
      } catch {
        return this.lost(wasSent, 'It was cancelled');
      }
      tries++;
    }
  }

  /** Null: a fault of the server, which may or may not have done it. */
  private judge(reply: Reply): Written | null {
    const { status } = reply;
    if (status >= 500) return null;
    const isGood = status >= 200 && status < 300;
    const refused = this.tools.explain(reply);
    if (isGood && refused === null) return { outcome: 'done', status, message: 'The provider accepted it.' };
    const { message } = refused ?? plainRefusal(reply);
    return { outcome: 'refused', status, message: this.clean(message) };
  }

  private lost(wasSent: boolean, problem: string): Written {
    const message = this.clean(problem.replace(/\.$/, ''));
    return wasSent
      ? { outcome: 'unknown', status: null, message: `${message}. It was sent, and no answer says what became of it.` }
      : { outcome: 'notSent', status: null, message: `${message}. Nothing was sent.` };
  }

  private async tryOften<T>(
    ask: Ask,
    auth: Auth | null,
    explain: (reply: Reply) => Explained | null,
    read: (reply: Reply) => T | Promise<T>,
    tolerates: (reply: Reply) => boolean = () => false,
  ): Promise<T> {
    const { signal } = this.tools;
    let waits = 0;
    let isRenewed = false;
    let isReset = false;
    for (let tries = 1; ; ) {
      let trouble: string;
      let answered: Reply | null = null;
      try {
        const before = this.skewMs;
        const reply = await this.exchange(ask, auth);
        if (tolerates(reply)) return await read(reply);
        // Refused, and told that the clock is wrong: what is signed with the time is signed anew.
        if (/^40[013]$/.test(`${reply.status}`) && auth !== null && !isReset && clockDiffers(before, this.skewMs)) {
          isReset = true;
          continue;
        }
        if (await this.waitAsTold(reply, waits)) {
          waits++;
          continue;
        }
        if (reply.status >= 200 && reply.status < 300) {
          const refused = explain(reply);
          if (refused) throw this.fault(refused);
          answered = reply;
          return await read(reply);
        }
        if (reply.status === 401 && auth !== null && !isRenewed) {
          isRenewed = true;
          if (await auth.renew()) continue;
        }
        if (reply.status < 500) throw this.fault(explain(reply) ?? plainRefusal(reply));
        trouble = explain(reply)?.message ?? serverTrouble(reply.status);
      } catch (cause) {
        if (cause instanceof PullFault) throw cause;
        signal.throwIfAborted();
        trouble = cause instanceof BadBody ? badBodyTrouble(answered, cause) : networkTrouble(cause);
      }
      if (tries >= this.limits.tries) throw this.fault({ kind: 'error', message: `${trouble} (${tries} tries).` });
      await this.pause(this.backOff(tries), trouble);
      tries++;
    }
  }

  /** Waits where the answer asks for it. @param waits how often this request has waited @returns whether it did @throws PullFault */
  private async waitAsTold(reply: Reply, waits: number): Promise<boolean> {
    const wait = waitOf(reply, this.now());
    if (wait === null) return false;
    const ms = wait.ms ?? this.backOff(waits + 1);
    if (ms > this.limits.waitMs || waits >= this.limits.waits) throw this.throttled(ms);
    await this.pause(ms, 'The provider asks to wait');
    return true;
  }

  /** Full jitter over the upper half: many consoles do not come back at one instant. */
  private backOff(tries: number): number {
    const most = Math.min(MAX_BACK_OFF_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
    return most * (0.5 + this.tools.network.random() / 2);
  }

  private async pause(ms: number, why: string): Promise<void> {
    const { onWait, network, signal } = this.tools;
    onWait?.(this.clean(`${why}: ${Math.ceil(ms / 1000)} s`));
    await network.sleep(ms, signal);
    onWait?.(null);
  }

  private throttled(ms: number): PullFault {
    const notBefore = this.tools.network.now() + ms;
    return new PullFault(
      'error',
      `The provider's limit of requests is used up until ${utcMinute(notBefore)}. It goes on then.`,
      notBefore,
    );
  }

  private fault({ kind, message }: Explained): PullFault {
    return new PullFault(kind, this.clean(message));
  }

  /** Providers' words without secrets, control characters and length. */
  private clean(text: string): string {
    let shown = text;
    for (const secret of this.hidden) {
      if (secret.length >= MIN_SECRET) shown = shown.replaceAll(secret, HIDDEN);
    }
    shown = shown.replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ');
    return shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
  }

  private async exchange(ask: Ask, auth: Auth | null): Promise<Reply> {
    let { url } = ask;
    for (let redirects = 0; ; redirects++) {
      this.check(url);
      const headers = { 'user-agent': AGENT, ...ask.headers, ...(await auth?.headers({ ...ask, url })) };
      const reply = await this.send(url, { ...ask, headers });
      const location = reply.headers.get('location');
      if (reply.status < 300 || reply.status > 399 || location === null) return reply;
      if (redirects >= REDIRECTS || (ask.method ?? 'GET') !== 'GET' || !URL.canParse(location, url)) return reply;
      url = new URL(location, url).href;
    }
  }

  private check(text: string): void {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
    if (url !== null && isSafe && this.origins.has(url.origin) && url.username === '') return;
    const where = url?.origin ?? 'an address that is none';
    throw new PullFault(
      'error',
      `The provider points to ${this.clean(where)}, which is not this connection's. It was not asked.`,
    );
  }

  private async send(url: string, ask: Ask): Promise<Reply> {
    const { network, signal } = this.tools;
    const { exchangeMs, bodyBytes } = this.limits;
    const started = network.now();
    const response = await network.fetch(url, {
      method: ask.method ?? 'GET',
      headers: ask.headers ?? {},
      ...(ask.body === undefined ? {} : { body: ask.body }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(exchangeMs)]),
    });
    const told = Date.parse(response.headers.get('date') ?? '');
    // To the second only: less is no skew.
    if (Number.isFinite(told)) this.skewMs = Math.abs(told - started) < 2_000 ? 0 : told - started;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      size += part.length;
      if (size > bodyBytes) {
        throw new TooLarge(bodyBytes);
      }
      parts.push(part);
    }
    return new Reply(response.status, response.headers, Buffer.concat(parts));
  }
}

/** An earlier try of the same request got no answer: what this one was told may be its doing. */
function afterLostTry(ask: Ask, answer: Written): Written {
  if (answer.outcome !== 'refused') return answer;
  if (ask.method === 'DELETE' && answer.status === 404) {
    return { ...answer, outcome: 'done', message: 'It is gone: an earlier try that got no answer removed it.' };
  }
  return { ...answer, outcome: 'unknown', message: `${answer.message} An earlier try got no answer.` };
}

/** @throws BadBody */
function wholeJson(reply: Reply): Reply {
  void reply.json;
  return reply;
}
