import { z } from 'zod';
import { ADDRESS_CLASSES } from '../model/address.ts';

/** What is known of an address; null is unknown. */
const addressFacts = z.object({
  ip: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  /** Of the city's centre, in degrees. */
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  /** In words: of the organisation's own range where it names one, else city, region and country. */
  location: z.string().nullable(),
  asn: z.number().nullable(),
  isp: z.string().nullable(),
  /** `table`: entered by hand; `name`: a word of the network's name; else the list that says so. */
  classes: z.array(z.object({ class: z.enum(ADDRESS_CLASSES), basis: z.string() })),
  /** Names of the organisation's ranges and the built-in ones. */
  ranges: z.array(z.string()),
  /** `range`, `city` data, `registry` of address blocks, `routing` table, or a file of the user's. */
  basis: z.object({ location: z.string().nullable(), isp: z.string().nullable() }),
});
export type AddressFactsRow = z.infer<typeof addressFacts>;

export const geoMethods = {
  'geo.lookUp': {
    kind: 'query',
    input: z.object({ addresses: z.array(z.string().trim().max(100)).min(1).max(10_000) }),
    output: addressFacts.array(),
  },
} as const;
