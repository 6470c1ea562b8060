import { z } from 'zod';
import { givenName, givenText, instant } from './common.ts';

/** snapshot: files brought by hand; continuous: a collector feeds it; endpoint: agents on devices report it. */
export const STREAM_KINDS = ['snapshot', 'continuous', 'endpoint'] as const;
export const streamKind = z.enum(STREAM_KINDS);
export type StreamKind = z.infer<typeof streamKind>;

const id = z.number().int().positive();
const name = givenName(200);
const comment = givenText(4000);

export const streamRow = z.object({
  id: z.number(),
  name: z.string(),
  kind: streamKind,
  comment: z.string(),
  /** Users and devices are tokens. */
  anonymised: z.boolean(),
  /** The global view adds it up. */
  inGlobal: z.boolean(),
  imports: z.number(),
  firstEvent: instant.nullable(),
  lastEvent: instant.nullable(),
  transactions: z.number(),
  formats: z.string().array(),
  /** Fields its lines give; what is missing and what that switches off, in words. */
  fields: z.string().array(),
  missing: z.array(z.object({ field: z.string(), consequence: z.string() })),
});
export type StreamRow = z.infer<typeof streamRow>;

/** A report of one's own: all conditions must hold, each by any of its values; an empty list asks nothing. */
export const viewDefinition = z.object({
  /** Null: those of the global view. */
  streams: z.array(id).max(1000).nullable().default(null),
  /** Groups of the directory. */
  groups: z.array(z.string().trim().min(1).max(500)).max(200).default([]),
  /** Tags of IP ranges. */
  tags: z.array(givenName(200)).max(200).default([]),
  /** Addresses in CIDR notation, or names of IP ranges. */
  ranges: z.array(z.string().trim().min(1).max(200)).max(200).default([]),
});
export type ViewDefinition = z.infer<typeof viewDefinition>;

export const customView = viewDefinition.extend({
  id: z.number(),
  name: z.string(),
  comment: z.string(),
  /** What narrows it, as a filter says it. */
  filter: z.string(),
});
export type CustomView = z.infer<typeof customView>;

export const streamMethods = {
  'streams.list': { kind: 'query', input: z.object({}), output: streamRow.array() },
  'streams.update': {
    kind: 'command',
    input: z.object({
      id,
      name: name.optional(),
      comment: comment.optional(),
      kind: streamKind.optional(),
      /** Null: as its kind has it. */
      inGlobal: z.boolean().nullable().optional(),
    }),
    output: z.object({}),
  },
  /** Removes a stream with all of its imports. */
  'streams.remove': { kind: 'job', input: z.object({ id }), output: z.object({}) },
  'views.list': { kind: 'query', input: z.object({}), output: customView.array() },
  /** Makes a view, or changes the one with this id. */
  'views.save': {
    kind: 'command',
    input: viewDefinition.extend({ id: id.optional(), name, comment: comment.default('') }),
    output: z.object({ id: z.number() }),
  },
  'views.remove': { kind: 'command', input: z.object({ id }), output: z.object({}) },
} as const;
