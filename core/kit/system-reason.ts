/** Codes of the system's refusals, as libuv names them. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'you may not do that there',
  EPERM: 'you may not do that there',
  EROFS: 'what it is on is read-only',
  ENOENT: 'there is nothing at that place',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something is there already',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EBUSY: 'another program uses it',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead round in a circle',
  EXDEV: 'that place is on another disk',
  EIO: 'the disk reports an error',
  ESTALE: 'the share it is on was taken away or is another by now',
  ENODEV: 'the disk it is on was taken away',
  ENOTCONN: 'the share it is on does not answer',
  ETIMEDOUT: 'the share it is on does not answer',
};

/** Why the system refused something that was done with a file, for people; an error's own text where it is none of these. */
export function systemReason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return WORDS[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
