/**
 * In: the PEM files of a listener. Out: what it shows and whom it trusts, read anew when they change.
 * Guarantee: files that cannot be used never replace such as can, and are spoken of once; files that are written one after the other
 * are taken once they stand still.
 */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type TlsOptions } from 'node:tls';
import { AppError } from '../../contract/errors.ts';
import { systemReason } from '../../kit/system-reason.ts';

/** Paths of PEM files. With `ca`, senders must show a certificate that one of its authorities signed. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly ca: string | null;
}

interface Pem {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly ca: Buffer | null;
}

/** What became of files that changed. */
export interface Renewal {
  readonly level: 'info' | 'warn';
  readonly message: string;
}

export class TlsIdentity {
  private readonly files: TlsFiles;
  private inForce: Pem | null = null;
  /** What the files held when they were last looked at, or why they could not be read. */
  private lastSeen: Pem | string | null = null;
  private isTried = true;
  /** Why what the files hold now is not in force. */
  problem: string | null = null;

  constructor(files: TlsFiles) {
    this.files = files;
  }

  /** @throws AppError file.notReadable, the reasons of OpenSSL, or a plain error in words */
  async load(): Promise<TlsOptions> {
    const pem = await readAll(this.files);
    const options = usable(pem);
    this.hold(pem);
    return options;
  }

  private hold(pem: Pem): void {
    this.inForce = pem;
    this.lastSeen = pem;
    this.isTried = true;
    this.problem = null;
  }

  /** Looks at the files once more; `use` takes over what changed and is good. */
  async look(use: (options: TlsOptions) => void): Promise<Renewal | null> {
    const { inForce } = this;
    if (inForce === null) return null;
    const seen = await readAll(this.files).catch((cause: unknown) => wordsOf(cause));
    if (!isSame(seen, this.lastSeen)) {
      this.lastSeen = seen;
      this.isTried = false;
      return null;
    }
    if (this.isTried) return null;
    this.isTried = true;
    if (isSame(seen, inForce)) return this.oldAgain();
    try {
      if (typeof seen === 'string') throw new Error(seen);
      const options = usable(seen, Date.now());
      use(options);
      this.hold(seen);
      return { level: 'info', message: `new TLS files are in force: ${describe(seen.cert)}.` };
    } catch (cause) {
      this.problem = `the TLS files changed and are not used: ${wordsOf(cause)} What was read before stays in force: ${describe(inForce.cert)}.`;
      return { level: 'warn', message: this.problem };
    }
  }

  private oldAgain(): Renewal | null {
    if (this.problem === null) return null;
    this.problem = null;
    return { level: 'info', message: 'the TLS files are those in force again.' };
  }
}

function isSame(a: Pem | string, b: Pem | string | null): boolean {
  if (typeof a === 'string' || typeof b === 'string' || b === null) return a === b;
  const isSameCa = a.ca === null || b.ca === null ? a.ca === b.ca : a.ca.equals(b.ca);
  return isSameCa && a.cert.equals(b.cert) && a.key.equals(b.key);
}

async function readAll({ cert, key, ca }: TlsFiles): Promise<Pem> {
  return { cert: await readPem(cert), key: await readPem(key), ca: ca === null ? null : await readPem(ca) };
}

async function readPem(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError('file.notReadable', `The TLS file ${path} cannot be read: ${systemReason(cause)}.`, { path });
  }
}

/**
 * @param now where given, the certificate must hold at this time: no sender takes another
 * @throws what keeps them from being used
 */
function usable({ cert, key, ca }: Pem, now?: number): TlsOptions {
  const options: TlsOptions = { cert, key, minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) };
  createSecureContext(options);
  // OpenSSL takes any text for a list of authorities that has none, and would then trust nobody.
  if (ca !== null && !isCertificate(ca)) throw new Error('The file of the authorities holds no certificate.');
  if (now !== undefined) {
    const { validFromDate, validToDate } = new X509Certificate(cert);
    if (validToDate.getTime() <= now) throw new Error(`The certificate ended ${day(validToDate)}.`);
    if (validFromDate.getTime() > now) throw new Error(`The certificate begins ${day(validFromDate)}.`);
  }
  return options;
}

function isCertificate(pem: Buffer): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}

function describe(cert: Buffer): string {
  const { subject, validToDate } = new X509Certificate(cert);
  return `the certificate of ${subject?.replaceAll('\n', ', ') || 'no name'}, good until ${day(validToDate)}`;
}

function day(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function wordsOf(cause: unknown): string {
  return tlsReason(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}

/** What is wrong with a certificate or key, as a sentence; null for errors of other kinds. */
export function tlsReason(cause: unknown): string | null {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return 'The key is not the one of this certificate.';
  if (!code.startsWith('ERR_OSSL')) return null;
  return 'The certificate or its key is no PEM file that can be used. Give both as text that begins with -----BEGIN.';
}
