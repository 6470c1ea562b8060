import { readFile } from 'node:fs/promises';
import { readFailure } from './read-failure.ts';

/** A file that was named on the command line, as UTF-8. @throws AppError when it cannot be read */
export async function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw readFailure(cause, file);
  });
}
