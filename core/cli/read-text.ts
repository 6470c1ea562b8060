import { readFile } from 'node:fs/promises';
import { AppError } from '../contract/errors.ts';

/** A file that was named on the command line, as UTF-8. @throws AppError input.invalid when it cannot be read */
export async function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('input.invalid', `${file} cannot be read: ${(cause as Error).message}`, { file });
  });
}
