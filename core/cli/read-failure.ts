import { AppError } from '../contract/errors.ts';

/** What a refusal of the system means for a path that was named on the command line: its words are for programmers. */
export function readFailure(cause: unknown, file: string): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file.notFound', `There is no file at ${file}.`, { path: file });
    case 'EISDIR':
      return new AppError('file.notReadable', `${file} is a folder; name a file.`, { path: file });
    case 'EACCES':
    case 'EPERM':
      return new AppError('file.notReadable', `You may not read ${file}.`, { path: file });
    default: {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return new AppError('file.notReadable', `${file} cannot be read: ${reason}`, { path: file });
    }
  }
}

/** What `read` gives. @throws AppError saying why it cannot */
export function reading<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw readFailure(cause, file);
  }
}
