/** Apps whose risk band becomes another: by other settings, or by another catalog. */
import type { BandChange } from '../../contract/common.ts';
import type { AppScore, CloudApp } from '../../model/app.ts';

/** Null where the band stays. */
export function bandChange({ id, name }: CloudApp, was: AppScore, is: AppScore): BandChange | null {
  if (was.band === is.band) return null;
  return { id, name, before: was.display, after: is.display, bandBefore: was.band, bandAfter: is.band };
}

/** Sorts the lowest score first, unscored apps before them. */
export function worstFirst(a: BandChange, b: BandChange): number {
  return (a.after ?? -1) - (b.after ?? -1) || (a.name < b.name ? -1 : 1);
}
