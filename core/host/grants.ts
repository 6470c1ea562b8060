import { AppError } from '../contract/errors.ts';

export interface Grant {
  readonly path: string;
  readonly write: boolean;
  /** Name in ledgers and messages; the path where it is the user's own. */
  readonly shown: string;
}

/** Paths that the user chose, by the token a page knows them as. */
export class Grants {
  private readonly paths = new Map<string, Grant>();

  add(token: string, path: string, write: boolean, shown = path): void {
    this.paths.set(token, { path, write, shown });
  }

  find(token: string): Grant | undefined {
    return this.paths.get(token);
  }

  /** @throws AppError grant.unknown */
  path(token: string, write: boolean): string {
    return this.require(token, write).path;
  }

  /** @throws AppError grant.unknown */
  require(token: string, write: boolean): Grant {
    const grant = this.paths.get(token);
    if (!grant || (write && !grant.write)) {
      throw new AppError('grant.unknown', 'This file or folder was not chosen in this session. Choose it again.', {});
    }
    return grant;
  }
}
