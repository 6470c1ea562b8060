import { z } from 'zod';
import { givenName, givenText } from './common.ts';

/** An app that a workspace makes itself. */
export const customAppInput = z.object({
  name: givenName(200),
  category: z.string().max(64),
  domains: z.array(z.string().trim().min(1).max(253)).max(200),
  /** CIDR blocks, IPv4 or IPv6; an app needs a domain or a range. */
  ipRanges: z.array(z.string().trim().min(1).max(64)).max(200).default([]),
  vendor: givenText(200).nullable().default(null),
  headquarters: z.string().length(2).nullable().default(null),
  description: givenText(2000).nullable().default(null),
  note: givenText(10_000).default(''),
  overrideScore: z.number().int().min(0).max(10).nullable().default(null),
});
export type CustomAppInput = z.input<typeof customAppInput>;
