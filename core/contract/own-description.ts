/** Descriptions that users write, of a log format or a connector: JSON of any origin, told what is wrong with it. */
import { z } from 'zod';
import { AppError } from './errors.ts';

/** Names a description within a workspace; begins so that nothing of Undercast's own ever takes it. */
export const ownId = z
  .string()
  .regex(/^custom-[a-z0-9]+(-[a-z0-9]+)*$/, 'must be custom- and then lower case letters, digits and dashes')
  .max(64);

/**
 * Checks a description from a file or a page.
 * @param what what it is to describe: "format"
 * @throws AppError format.invalid, naming the first part that is wrong
 */
export function readDescription<T>(schema: z.ZodType<T>, what: string, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new AppError(
    'format.invalid',
    `This is no ${what} description: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'unknown shape'}.`,
    { where },
  );
}
