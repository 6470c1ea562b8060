/**
 * Listings: what is there now (accounts, groups, files), beside the feeds of what happened. A listing is a crawl: each step asks once, and what it
 * read names further steps. In: the steps that are left. Out: rows, each with the steps that are left once they are kept.
 * Guarantee: whoever stores rows and steps together and goes on there lists nothing twice and misses nothing; it always ends.
 */
import type { SnapshotKind, SnapshotRow } from '../model/snapshot.ts';
import type { Client } from './client.ts';
import type { Ask, Values } from './provider.ts';
import type { Reply } from './reply.ts';

export interface ListingStep {
  /** What is asked for, in the listing's own words. */
  readonly what: string;
  readonly ask: Ask;
  /** What is known of it from the steps before. */
  readonly about?: Readonly<Record<string, string>>;
}

export interface ListingRead {
  readonly rows: readonly SnapshotRow[];
  readonly more: readonly ListingStep[];
}

export interface Listing {
  readonly id: string;
  readonly title: string;
  readonly kind: SnapshotKind;
  /** What the credentials need beyond reading logs. */
  readonly permission: string;
  readonly source: string;
  /** More places than those that logs are read from. */
  readonly origins?: readonly string[];
  /** OAuth scopes, where a token is asked for with them. */
  readonly scope?: string;
  begin(values: Values): readonly ListingStep[];
  read(reply: Reply, step: ListingStep, values: Values): ListingRead;
}

export interface ListingPage {
  readonly rows: readonly SnapshotRow[];
  /** Steps that are left; empty: the listing is whole. */
  readonly left: readonly ListingStep[];
  /** Something that could not be listed, e.g. an account without a drive. */
  readonly isSkipped: boolean;
}

/** More than that is no longer held at once: the listing ends and says so. */
export const MOST_LISTED = 200_000;
const MOST_STEPS = 50_000;
/** A part that is not there, or not shown to these credentials, does not end the rest. */
const SKIPPED: ReadonlySet<number> = new Set([403, 404, 423]);

/** @throws PullFault where the first step is refused, and for everything that a wait does not mend */
export async function* readListing(
  listing: Listing,
  client: Client,
  values: Values,
  begun: readonly ListingStep[] | null,
): AsyncGenerator<ListingPage> {
  const left = [...(begun ?? listing.begin(values))];
  for (let asked = 0; left.length > 0 && asked < MOST_STEPS; asked++) {
    // The last first: a branch is finished before the next begins, so that few steps are left at any time.
    const step = left.at(-1);
    if (step === undefined) return;
    const mayMiss = asked > 0 || begun !== null;
    const read = await client.ask(
      step.ask,
      (reply) => (SKIPPED.has(reply.status) ? null : listing.read(reply, step, values)),
      (reply) => mayMiss && SKIPPED.has(reply.status),
    );
    // Taken off once it was answered: a fault leaves it for whoever goes on.
    left.splice(-1, 1, ...(read?.more ?? []));
    yield { rows: read?.rows ?? [], left, isSkipped: read === null };
  }
}

/** The page after this one, asked for in the same way. @param url null or '' where there is none */
export function nextPage(step: ListingStep, url: string | null): ListingStep[] {
  return url === null || url === '' ? [] : [{ ...step, ask: { ...step.ask, url } }];
}

/** Objects of a list in an answer. @throws BadBody where there is no list */
export function rowsIn(reply: Reply, ...path: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  return reply
    .list(...path)
    .filter((one): one is Readonly<Record<string, unknown>> => typeof one === 'object' && one !== null);
}
