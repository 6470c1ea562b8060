/** Descriptions that users write, of a log format or a connector: JSON of any origin, told what is wrong with it. */
import { z } from 'zod';
import { AppError } from './errors.ts';

/** Names a description within a workspace; begins so that nothing of Undercast's own ever takes it. */
export const ownId = z
  .string()
  .regex(/^custom-[a-z0-9]+(-[a-z0-9]+)*$/, 'must be custom- and then lower case letters, digits and dashes')
  .max(64);

/** What is wrong, for the form that edits the description: it needs no path into the JSON. */
export function problemOf({ message, data }: AppError): { readonly message: string; readonly where: string } {
  const { where = '', what } = data;
  const words = typeof what === 'string' ? `${what.charAt(0).toUpperCase()}${what.slice(1)}.` : message;
  return { message: words, where: String(where) };
}

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
    { where, what: issue?.message ?? 'unknown shape' },
  );
}
