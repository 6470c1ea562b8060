/** A log format that a user describes without code: shareable JSON, checked wherever it comes from. */
import { z } from 'zod';
import { ownId, readDescription } from './own-description.ts';

/** Name of a column, key, path or group, or a column's number from 1. */
const from = z.string().trim().min(1).max(200);
const plain = z.strictObject({ from });
const character = z.string().length(1);
const words = z.array(z.string().min(1).max(200)).max(100);

export const BYTE_UNITS = ['B', 'kB', 'KiB', 'MB', 'MiB', 'GB', 'GiB'] as const;
export const USER_FORMS = ['logged', 'name', 'commonName'] as const;

export const formatLayout = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('csv'),
    delimiter: character.default(','),
    /** The first line names the columns; a later one like it is passed over. */
    header: z.boolean().default(true),
    /** Names of the columns where no header line says them. */
    columns: z.array(z.string().max(200)).max(400).default([]),
    quote: z.enum(['"', "'", '']).default('"'),
  }),
  z.strictObject({
    kind: z.literal('keyvalue'),
    /** Between pairs, such as a space, `|` or `^^`. */
    pairSeparator: z.string().min(1).max(4).default(' '),
    /** Between a key and its value. */
    keySeparator: z.string().min(1).max(4).default('='),
    quote: z.enum(['"', "'", '']).default('"'),
  }),
  z.strictObject({ kind: z.literal('json') }),
  z.strictObject({
    kind: z.literal('w3c'),
    /** Columns where the log has no `#Fields` line. */
    columns: z.array(z.string().max(200)).max(400).default([]),
    delimiter: z.enum([' ', '\t']).default(' '),
  }),
  z.strictObject({
    kind: z.literal('regex'),
    /** RE2 syntax with named groups, `(?P<name>…)`; found anywhere in the line. */
    pattern: z.string().min(1, 'a pattern is needed').max(4000),
    ignoreCase: z.boolean().default(false),
  }),
]);
export type FormatLayout = z.infer<typeof formatLayout>;

export const formatFields = z.strictObject({
  time: z
    .strictObject({
      /** One value, or a date and a time of day. */
      from: z.union([from, z.tuple([from, from])]),
      /** `auto`, `epoch-s`, `epoch-ms`, `epoch-us`, `epoch-ns`, or a pattern such as `d/M/yyyy HH:mm:ss`. */
      pattern: z.string().trim().min(1).max(100).default('auto'),
      /** IANA zone of times that name none; the import's zone when absent. */
      zone: z.string().max(64).optional(),
    })
    .optional(),
  sourceIp: plain.optional(),
  sourceUser: z
    .strictObject({
      from,
      form: z.enum(USER_FORMS).default('logged'),
      /** A value that names the user's domain, put in front as `DOMAIN\user`. */
      domainFrom: from.optional(),
    })
    .optional(),
  sourceHost: plain.optional(),
  destinationHost: plain.optional(),
  destinationIp: plain.optional(),
  destinationPort: plain.optional(),
  url: plain.optional(),
  method: plain.optional(),
  status: plain.optional(),
  action: z
    .strictObject({
      from,
      /** Values that mean blocked; `*` at the end stands for any rest. Without any word the usual ones are known. */
      deny: words.default([]),
      /** Values that mean allowed; with `deny` alone, every other value does. */
      allow: words.default([]),
    })
    .optional(),
  bytesSent: z.strictObject({ from, unit: z.enum(BYTE_UNITS).default('B') }).optional(),
  bytesReceived: z.strictObject({ from, unit: z.enum(BYTE_UNITS).default('B') }).optional(),
  bytesTotal: z.strictObject({ from, unit: z.enum(BYTE_UNITS).default('B') }).optional(),
  /** Transactions that a line stands for. */
  count: plain.optional(),
  userAgent: plain.optional(),
  contentType: plain.optional(),
  vendorCategory: plain.optional(),
  vendorApp: plain.optional(),
});
export type FormatFields = z.infer<typeof formatFields>;
export type MappedField = keyof FormatFields;

export const formatLines = z.strictObject({
  /** A syslog header may stand in front of the line. */
  syslog: z.boolean().default(true),
  /** Lines that begin so are comments. */
  comment: z.string().max(20).default(''),
  /** Only lines that hold all of these are traffic. */
  contain: words.default([]),
  /** Lines that hold one of these are none. */
  lack: words.default([]),
});

export const customFormat = z
  .strictObject({
    /** Version of this description. */
    undercastFormat: z.literal(1),
    /** Begins with `custom-`, so that no format of Undercast's own ever takes it. */
    id: ownId,
    title: z.string().trim().min(1, 'a title is needed').max(100),
    vendor: z.string().trim().max(100).default(''),
    notes: z.string().max(2000).default(''),
    layout: formatLayout,
    lines: formatLines.default({ syslog: true, comment: '', contain: [], lack: [] }),
    fields: formatFields,
  })
  .superRefine((format, context) => {
    const { fields, lines } = format;
    const complain = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: ['fields', path], message });
    };
    if (!fields.destinationHost && !fields.destinationIp && !fields.url) {
      complain('destinationHost', 'a destination is needed: host, address or URL');
    }
    if (!fields.time && !lines.syslog) complain('time', 'a time is needed where lines come without a syslog header');
  });
export type CustomFormat = z.infer<typeof customFormat>;

/**
 * Checks a definition from a file or a page.
 * @throws AppError format.invalid, naming the first part that is wrong
 */
export function readCustomFormat(value: unknown): CustomFormat {
  return readDescription(customFormat, 'format', value);
}
