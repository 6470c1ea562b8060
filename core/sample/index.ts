/**
 * A made-up organisation and its gateways' logs, for the sample workspace, tests and the bench.
 * In: a seed, a length, a layout and a period. Out: a log in pieces, and what was planted in it.
 * Guarantee: the same arguments give the same bytes everywhere; nothing here reads a clock, a file or a locale.
 */

export type { SampleAuditFile } from './activities/index.ts';
export { type GeneratedLog, type GenerateOptions, generate, generateLog, MIN_LINES, startFor } from './generate.ts';
export { isLogFormat, LOG_FORMATS, type LogFormat } from './log-format.ts';
export {
  SAMPLE_DAYS,
  SAMPLE_RANGES,
  type SampleFile,
  type SampleOptions,
  sampleAuditFiles,
  sampleDirectory,
  sampleFiles,
  sampleNameFiles,
  sampleStories,
  sampleTenantFiles,
} from './sample-files.ts';
export { STORY_IDS, type Story, type StoryId } from './traffic/stories.ts';
