/** Every failure that a user can act on. Text for people is made in the renderer and the CLI from code and data. */
export const APP_ERROR_CODES = [
  'input.invalid',
  'method.unknown',
  'job.cancelled',
  'job.unknown',
  'file.notFound',
  'file.notReadable',
  'file.notWritable',
  'file.unsupported',
  'file.empty',
  'file.noFormat',
  'file.tooManyRejects',
  'file.changed',
  'archive.truncated',
  'archive.encrypted',
  'archive.ratioExceeded',
  'archive.unsafeName',
  'format.unknown',
  'format.invalid',
  'zone.unknown',
  'import.unknown',
  'import.evidenceOff',
  'query.badFilter',
  'query.badTime',
  'query.expired',
  'entity.unknown',
  'entity.nameTaken',
  'enrichment.invalid',
  'probe.notAllowed',
  'probe.offline',
  'connection.failed',
  'connection.offline',
  'geo.unavailable',
  'geo.invalid',
  'catalog.invalid',
  'catalog.domainTaken',
  'catalog.updateInvalid',
  'catalog.unknownKey',
  'catalog.olderUpdate',
  'workspace.none',
  'workspace.exists',
  'workspace.notFound',
  'workspace.invalid',
  'workspace.corrupt',
  'workspace.fromNewerVersion',
  'workspace.locked',
  'workspace.readOnly',
  'workspace.diskFull',
  'privacy.mixed',
  'privacy.locked',
  'privacy.noKey',
  'privacy.wrongKey',
  'privacy.wrongPassphrase',
  'grant.unknown',
  'host.unsupported',
  'engine.gone',
  'engine.bug',
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];
export type AppErrorData = Readonly<Record<string, string | number | boolean | null>>;

/** A failure with a stable code; `message` is one plain English line that says what, where and what to do. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly data: AppErrorData;

  constructor(code: AppErrorCode, message: string, data: AppErrorData = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
}

export interface WireError {
  readonly code: AppErrorCode;
  readonly message: string;
  readonly data: AppErrorData;
}

const CODES: ReadonlySet<string> = new Set(APP_ERROR_CODES);

/** Also true of errors whose class comes from another copy of this module: what is loaded later may bring its own. */
function isAppError(error: unknown): error is AppError {
  return (
    error instanceof AppError ||
    (error instanceof Error && error.name === 'AppError' && 'code' in error && CODES.has(String(error.code)))
  );
}

/** Anything thrown becomes a wire error; what is no AppError is a bug and says so without inner details. */
export function toWireError(error: unknown): WireError {
  if (isAppError(error)) {
    return { code: error.code, message: error.message, data: error.data };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { code: 'engine.bug', message: `Something went wrong inside Undercast: ${detail}`, data: {} };
}

export function fromWireError(wire: WireError): AppError {
  return new AppError(wire.code, wire.message, wire.data);
}
