import { z } from 'zod';
import { instant, measures } from './common.ts';

/** A source and a domain that it comes back to. */
export const regularityRow = measures.extend({
  source: z.string(),
  /** Registrable domain; the host itself where it has none. */
  domain: z.string(),
  app: z.object({ id: z.string(), name: z.string() }).nullable(),
  users: z.number(),
  /** Different hosts of the domain; requests to more than a log may name are in `foldedTransactions`. */
  hosts: z.number(),
  foldedTransactions: z.number(),
  /** Of what stands before the domain, over its hosts: characters, and bits a character. */
  nameLength: z.number().nullable(),
  nameEntropy: z.number().nullable(),
  firstSeen: instant,
  lastSeen: instant,
  /** Minutes and hours in which it was seen. */
  minutes: z.number(),
  hours: z.number(),
  /** Minutes between one such minute and the next; null where there is one only. */
  medianGap: z.number().nullable(),
  meanGap: z.number().nullable(),
  deviation: z.number().nullable(),
  /** Share of gaps within a minute of the median one. */
  steady: z.number().nullable(),
  /** Gaps of 1, 2–3, 4–7, 8–15 … minutes. */
  histogram: z.number().array(),
});
export type RegularityRow = z.infer<typeof regularityRow>;

export const regularity = z.object({
  rows: regularityRow.array(),
  /** Pairs of source and domain that were looked at. */
  total: z.number(),
  /** Less active pairs that were not, as there are too many. */
  leftOut: z.number(),
  /** Transactions of imports made before minutes were kept; reading those again adds them. */
  withoutMarks: z.number(),
  queryMs: z.number(),
});
export type Regularity = z.infer<typeof regularity>;
