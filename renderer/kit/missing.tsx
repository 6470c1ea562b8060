import { MISSING } from './format.ts';

/** "–" with the reason why there is no figure. Nothing unknown is ever shown as 0. */
export function Missing({ why }: { readonly why: string }) {
  return (
    <span className="uc-missing" data-tip={why}>
      <span aria-hidden>{MISSING}</span>
      <span className="uc-sr">{why}</span>
    </span>
  );
}

/** Reasons used for measures on every page. */
export const WHY_MISSING = {
  bytesSent: 'None of these lines says how much was uploaded.',
  bytesReceived: 'None of these lines says how much was downloaded.',
  bytesTotal: 'None of these lines says how many bytes went over the wire.',
} as const;
