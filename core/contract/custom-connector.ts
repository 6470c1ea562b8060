/** An audit log's layout that a user describes without code: shareable JSON, checked wherever it comes from. */
import { z } from 'zod';
import { createZone } from '../kit/zone.ts';
import { type ActivityType, isActivityType } from '../model/activity-types.ts';
import { givenName } from './common.ts';
import { ownId, readDescription } from './own-description.ts';

/** A JSON path (`actor.email`, `targets.0.id`, `details[name=ip].value`) or the name of a CSV column. */
const path = z.string().trim().min(1).max(200);
const paths = z.array(path).max(12);
const words = z.array(z.string().trim().min(1).max(200)).max(100);

/** Fields that a path fills, in the order in which pages list them. */
export const MAPPED_ACTIVITY_FIELDS = [
  'operation',
  'sourceUser',
  'userName',
  'userId',
  'sourceIp',
  'userAgent',
  'id',
  'instance',
  'target',
  'clientApp',
  'sessionId',
  'correlationId',
  'reason',
  'description',
] as const;
export type MappedActivityField = (typeof MAPPED_ACTIVITY_FIELDS)[number];

const activityType = z.custom<ActivityType>((value) => typeof value === 'string' && isActivityType(value), {
  message: 'is no activity type',
});

export const customConnector = z.strictObject({
  /** Version of this description. */
  undercastConnector: z.literal(1),
  /** Begins with `custom-`, so that no connector of Undercast's own ever takes it. */
  id: ownId,
  title: z.string().trim().min(1, 'a title is needed').max(100),
  vendor: z.string().trim().max(100).default(''),
  notes: z.string().max(2000).default(''),
  /** Id of the app in the catalog, or a name of your own. */
  app: givenName(100),
  /** What a record looks like: one of these has to fit. */
  shapes: z
    .array(
      z.strictObject({
        /** Paths that are always there. */
        has: z.array(path).min(1).max(12),
        /** By path: words that its text must be one of; `*` stands for anything. */
        where: z.record(path, words.min(1)).default({}),
      }),
    )
    .min(1)
    .max(12),
  /** `from`: machine-readable times, UTC where they name no zone; `local`: formatted for a reader, asked only when no other is there. */
  time: z.strictObject({
    from: paths.min(1),
    local: paths.default([]),
    /** IANA zone of times that name none; UTC when absent. */
    zone: z
      .string()
      .max(64)
      .refine((name) => createZone(name) !== undefined, 'is no time zone')
      .optional(),
    /** Which of `3/4/2026` is the day; where absent, a date that could be either is not read. */
    order: z.enum(['dmy', 'mdy']).optional(),
  }),
  paths: z.strictObject({
    ...(Object.fromEntries(MAPPED_ACTIVITY_FIELDS.map((field) => [field, paths.optional()])) as {
      [F in MappedActivityField]: z.ZodOptional<typeof paths>;
    }),
    operation: paths.min(1),
  }),
  /** Words that say whether it came about; the usual ones are known. */
  outcome: z.strictObject({ from: paths.min(1), success: words.default([]), failure: words.default([]) }).optional(),
  /** The thing acted upon. */
  object: z
    .strictObject({
      /** A plain word, such as `file`, where no path says it. */
      type: z.string().trim().min(1).max(40).default('object'),
      typeFrom: paths.default([]),
      id: paths.default([]),
      name: paths.default([]),
      owner: paths.default([]),
    })
    .optional(),
  place: z.strictObject({ country: paths.default([]), region: paths.default([]), city: paths.default([]) }).optional(),
  /** Paths whose texts, joined by blanks, `operations` is asked for; the operation when empty. */
  typedBy: paths.default([]),
  /** The provider's operation, `*` for anything, to its activity type; what is not named is typed by its own words. */
  operations: z
    .record(z.string().trim().min(1).max(200), activityType)
    .default({})
    .refine((table) => Object.keys(table).length <= 2000, 'at most 2,000 operations'),
});
export type CustomConnector = z.infer<typeof customConnector>;

/**
 * Checks a definition from a file or a page.
 * @throws AppError format.invalid, naming the first part that is wrong
 */
export function readCustomConnector(value: unknown): CustomConnector {
  return readDescription(customConnector, 'connector', value);
}
