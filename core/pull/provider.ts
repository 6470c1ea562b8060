/**
 * What a provider is: how to be let in, what can be read, page by page, and what its refusals mean. One file each in `providers`;
 * everything that goes wrong on the way (throttling, bursts of errors, cut pages) is the client's and the reader's business.
 */
import type { Auth, AuthTools } from './auth/auth.ts';
import type { FaultKind } from './fault.ts';
import type { Listing } from './listing.ts';
import type { Reply } from './reply.ts';
import type { Writing } from './writing.ts';

/** Values of a connection's settings, and of its secrets, by key. */
export type Values = Readonly<Record<string, string>>;

export interface Setting {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  /** Never leaves the engine again, nor lies in the workspace. */
  readonly isSecret: boolean;
  readonly isOptional?: boolean;
  /** Several lines, e.g. a private key. */
  readonly isLong?: boolean;
  /** The whole value; absent: any text. */
  readonly pattern?: RegExp;
}

export interface Ask {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whom a service account acts for in this request, where the provider knows such accounts; absent: its administrator. */
  readonly subject?: string;
}

/** Milliseconds since 1970; `to` is not part of it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface PageRead {
  readonly records: readonly unknown[];
  /** What asks for the page after this one; null: there is none. */
  readonly next: string | null;
  /** Streams: more is there already. Windows go on while there is a next page. */
  readonly hasMore?: boolean;
  /** The provider left some out: a narrower window is asked for. */
  readonly isCut?: boolean;
}

/** Something that a listed record stands for and that is fetched by itself. */
export interface DocumentAsk {
  readonly ask: Ask;
  readonly name: string;
  /** An array of records, or a file as it is. */
  readonly holds: 'records' | 'csv' | 'gzip';
}

interface FeedBase {
  readonly id: string;
  readonly title: string;
  /** Id of the connector, or of the log format, that reads it. */
  readonly reads: { readonly connector: string } | { readonly format: string };
  /** Chosen unless the user chooses otherwise. */
  readonly isDefault: boolean;
  /** How long the provider keeps it. */
  readonly retentionMs: number;
  /** How far before its end the next window begins, for events that come late. */
  readonly overlapMs: number;
  /** Asked before the first page of a pull; a refusal that `tolerates` knows is none. */
  prepare?(values: Values): Ask;
  tolerates?(reply: Reply): boolean;
  /** Parts that are read one after the other, each with a position of its own. */
  parts?(values: Values): readonly string[];
  first(values: Values, window: Window, part: string): Ask;
  next(values: Values, token: string, window: Window, part: string): Ask;
  read(reply: Reply): PageRead;
  document?(values: Values, record: unknown): DocumentAsk | null;
  /** Whether a refusal says that what was listed is there no longer, beside 404 and 410. */
  isGone?(reply: Reply): boolean;
}

/** Asked for from one time to another. */
export interface WindowFeed extends FeedBase {
  readonly mode: 'window';
  /** How long after it happened an event can be relied on to be there. */
  readonly lagMs: number;
  readonly maxWindowMs: number;
  /** Only whole ones are asked for: windows begin and end at multiples of it. */
  readonly wholeMs?: number;
  /** A window lies within one. */
  readonly withinMs?: number;
  /** Whether a refusal says that a window holds more than is given at once, so that a narrower one, or a share, is to be asked for. */
  isTooMuch?(reply: Reply, isShare: boolean): boolean;
  /** Into how many shares a window is cut that cannot be narrower and still holds more than comes at once; `next` asks for one by its number. */
  readonly shares?: number;
}

/** The provider hands out a position that is good for the next pull as well. */
export interface StreamFeed extends FeedBase {
  readonly mode: 'stream';
}

export type Feed = WindowFeed | StreamFeed;

export interface Explained {
  readonly kind: FaultKind;
  readonly message: string;
}

export interface Provider {
  readonly id: string;
  readonly title: string;
  /** Catalog id of the app. */
  readonly app: string;
  /** Where the API is published. */
  readonly source: string;
  /** What to make at the provider, in one or two sentences. */
  readonly setup: string;
  readonly settings: readonly Setting[];
  /** All that a connection may ever talk to. */
  origins(values: Values): readonly string[];
  auth(values: Values, tools: AuthTools): Auth;
  readonly feeds: readonly Feed[];
  /** When the secret ends: what asks for it, and what the answer says; absent: the provider does not tell. */
  readonly secretExpiry?: {
    ask(values: Values): Ask;
    /** Milliseconds since 1970; null: it does not say. */
    read(reply: Reply, values: Values): number | null;
  };
  /** What is there now: listed when a person asks, and every half day; absent: nothing. */
  readonly listings?: readonly Listing[];
  /** What can be changed there with credentials of its own; absent: nothing. */
  readonly writing?: Writing;
  /** What a refusal means; null where it says no more than its status. Also asked of answers with status 200. */
  explain(reply: Reply): Explained | null;
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
