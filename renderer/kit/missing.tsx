import { Tooltip } from '@mantine/core';
import { MISSING } from './format.ts';

/** "–" with the reason why there is no figure. Nothing unknown is ever shown as 0. */
export function Missing({ why }: { readonly why: string }) {
  return (
    <Tooltip label={why} multiline maw={320}>
      <span className="uc-missing">
        <span aria-hidden>{MISSING}</span>
        <span className="uc-sr">{why}</span>
      </span>
    </Tooltip>
  );
}

/** Reasons used for measures on every page. */
export const WHY_MISSING = {
  bytesSent: 'None of these lines says how much was uploaded.',
  bytesReceived: 'None of these lines says how much was downloaded.',
  bytesTotal: 'None of these lines says how many bytes went over the wire.',
} as const;
