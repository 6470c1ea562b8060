import { z } from 'zod';
import { FILE_LEVEL_BASES, SHARING_LEVELS } from '../model/activity.ts';
import { FILE_TYPES } from '../model/file-type.ts';
import { instant } from './common.ts';
import { derivedPage, derivedQuestion } from './connected.ts';

const level = z.enum(SHARING_LEVELS);

/** A file or folder of a connected app, as far as activities tell. */
export const fileRow = z.object({
  key: z.string(),
  name: z.string(),
  app: z.string(),
  isFolder: z.boolean(),
  /** By the extension. */
  type: z.enum(FILE_TYPES),
  extension: z.string().nullable(),
  mimeType: z.string().nullable(),
  owner: z.string().nullable(),
  ownerExternal: z.boolean().nullable(),
  /** Who can reach it after the last act that says so; null while none does. */
  level: level.nullable(),
  /** Null while nothing tells the level. */
  basis: z.enum(FILE_LEVEL_BASES).nullable(),
  /** The folder, site or drive whose level it has; null where the level is its own. */
  inheritedFrom: z.string().nullable(),
  /** Path, address or id of what it lies in. */
  folder: z.string().nullable(),
  collaborator: z.string().array(),
  /** Null where nothing tells who can reach it. */
  collaborators: z.number().nullable(),
  /** Domains of collaborators outside the organisation. */
  externalDomain: z.string().array(),
  shares: z.number(),
  activities: z.number(),
  downloads: z.number(),
  users: z.number(),
  /** Where a record says so. */
  trashed: z.boolean(),
  /** Null: it is only in a listing; no activity tells of it. */
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  /** When a listing said who can reach it; null: none did, only activities tell. */
  listed: instant.nullable(),
  lastModified: instant.nullable(),
});
export type FileRow = z.infer<typeof fileRow>;

export const fileMethods = {
  /** Files and folders of connected apps, from all activities. */
  'files.list': { kind: 'query', input: derivedQuestion, output: derivedPage(fileRow) },
  'files.get': {
    kind: 'query',
    input: z.object({ key: z.string().max(100) }),
    output: z.object({
      row: fileRow,
      /** Catalog id of its app. */
      appId: z.string(),
      /** Its latest activity. */
      ref: z.string().nullable(),
      /** The provider's ids of it and of the drive it lies in, where a listing has them. */
      listedAs: z.object({ id: z.string(), drive: z.string().nullable() }).nullable(),
      /** What it lies in that opens it: where that is a file's row, its key. */
      inherited: z.object({ key: z.string().nullable(), name: z.string(), level, since: instant }).nullable(),
      /** Acts that changed who can reach it, and uses of links that prove it, the latest first; 500 at most. `level` is what stood afterwards. */
      sharing: z.array(
        z.object({
          time: instant,
          type: z.string(),
          by: z.string().nullable(),
          target: z.string().nullable(),
          level: level.nullable(),
          ref: z.string(),
          /** Somebody came by a link: it proves the link and changes nothing. */
          isUse: z.boolean(),
        }),
      ),
      /** Who did something with it, most active first; 200 at most. */
      users: z.array(z.object({ name: z.string(), activities: z.number() })),
      /** Finds its activities in the activity log, with those of files of the same name. */
      filter: z.string(),
    }),
  },
} as const;
