import { z } from 'zod';
import { givenName, instant } from './common.ts';

/**
 * A segment of a collector's spool is one file: a header line, the lines exactly as they were received, and, once it is
 * sealed, a trailer line with its hash. It tells all there is to know about it, so it can be renamed, moved and imported elsewhere.
 * For an anonymised stream the lines are blocks that a workspace's key opens (version 2).
 */
export const HEADER_MARK = '#undercast-segment ';
export const TRAILER_MARK = '#undercast-sealed ';
/** Longest header or trailer line, in bytes. */
export const MAX_SEGMENT_MARK = 64 * 1024;

export const segmentHeader = z.object({
  v: z.literal([1, 2]),
  /** Version 2: the key that its lines are sealed with. */
  key: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  /** Given once, so that two segments with the same lines are still two. */
  id: z.string().min(8).max(64),
  /** Name of the source that received the lines. */
  source: z.string().max(200),
  /** Where it listened or looked, e.g. `udp://127.0.0.1:5514`. */
  receiver: z.string().max(4096),
  stream: givenName(200),
  format: z.string().max(64),
  /** Zone of times that name none; null for the workspace's own. */
  zone: z.string().max(64).nullable(),
  opened: instant,
});
export type SegmentHeader = z.infer<typeof segmentHeader>;

export const segmentTrailer = z.object({
  lines: z.number().int().min(0),
  /** Bytes between header and trailer, as they stand in the file. */
  bytes: z.number().int().min(0),
  /** When its first and last line were received; null where a crash took the knowledge. */
  from: instant.nullable(),
  to: instant.nullable(),
  /** Lines by sender's address; null where a crash took the knowledge. `more` counts lines of senders beyond the listed ones. */
  senders: z.object({ lines: z.record(z.string().max(64), z.number()), more: z.number() }).nullable(),
  /** SHA-256 over everything before the trailer, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SegmentTrailer = z.infer<typeof segmentTrailer>;
