import { z } from 'zod';
import { ADDRESS_CLASSES } from '../model/address.ts';
import { givenName, instant, token } from './common.ts';

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

const id = z.number().int().positive();

/** What addresses are looked up in beside the shipped data. */
const geoSources = z.object({
  lists: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      class: z.enum(ADDRESS_CLASSES),
      imported: instant,
      /** Lines of the list that hold an address or a block. */
      entries: z.number(),
    }),
  ),
  /** The one imported last first: it goes before the others. */
  files: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      imported: instant,
      databaseType: z.string(),
      built: instant,
      bytes: z.number(),
    }),
  ),
});
export type GeoSources = z.infer<typeof geoSources>;

export const geoMethods = {
  'geo.lookUp': {
    kind: 'query',
    input: z.object({ addresses: z.array(z.string().trim().max(100)).min(1).max(10_000) }),
    output: addressFacts.array(),
  },
  'geo.listSources': { kind: 'query', input: z.object({}), output: geoSources },
  /** Reads a text with one address or block a line; a list of the same name is replaced. */
  'geo.importList': {
    kind: 'command',
    input: z.object({
      token,
      class: z.enum(ADDRESS_CLASSES),
      /** The file's name where none is given. */
      name: givenName(200).optional(),
    }),
    output: z.object({
      id: z.number(),
      name: z.string(),
      entries: z.number(),
      /** Lines without an address. */
      skipped: z.number(),
      problems: z.object({ line: z.number(), problem: z.string() }).array(),
    }),
  },
  /** Takes an MMDB file in; it goes before the shipped data and files imported earlier. */
  'geo.importFile': {
    kind: 'command',
    input: z.object({ token }),
    output: z.object({ id: z.number(), name: z.string(), databaseType: z.string() }),
  },
  'geo.removeSources': {
    kind: 'command',
    input: z.object({ lists: z.array(id).max(1000).default([]), files: z.array(id).max(1000).default([]) }),
    output: z.object({}),
  },
} as const;
