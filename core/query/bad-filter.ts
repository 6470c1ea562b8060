import { AppError } from '../contract/errors.ts';

/**
 * A filter the user can correct. `position` is the offset in the text form where the trouble starts (0 where the filter
 * came as JSON); the message says what is wrong and what to write instead.
 */
export function badFilter(message: string, position = 0): AppError {
  return new AppError('query.badFilter', message, { position });
}
