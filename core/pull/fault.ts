/** Why a pull did not go on, in words that say what to do. */

/**
 * attention: a person must act (credentials, permission, licence), trying again by itself would only lock an account ·
 * error: it may be over by the next try · position: the provider no longer knows where reading stopped.
 */
export type FaultKind = 'attention' | 'error' | 'position';

export class PullFault extends Error {
  readonly kind: FaultKind;
  /** Not to be tried before, ms since 1970. */
  readonly notBefore: number | null;

  constructor(kind: FaultKind, message: string, notBefore: number | null = null) {
    super(message);
    this.name = 'PullFault';
    this.kind = kind;
    this.notBefore = notBefore;
  }
}

/** An answer that is larger than is taken: asked for again, it is as large. */
export class TooLarge extends PullFault {
  constructor(limitBytes: number) {
    super('error', `An answer is larger than ${Math.round(limitBytes / 1e6)} MB and was not read.`);
  }
}
