import type { AppError } from '../../core/contract/errors.ts';

/** The answer, or the code of the error that came in its place: that it is refused, and how, is what a case shows. */
export function codeOf(refused: Promise<unknown>): Promise<unknown> {
  return refused.catch((cause: unknown) => (cause as AppError).code);
}
