import type { Metric } from '../../../core/contract/common.ts';
import type { Dashboard } from '../../../core/contract/discovery.ts';
import { formatShare } from '../../kit/format.ts';

type Known = Dashboard['known'];

const SHARE_OF: Readonly<
  Record<Metric, { readonly key: keyof Known; readonly what: string; readonly never: string } | null>
> = {
  bytesTotal: {
    key: 'bytesTotal',
    what: 'Traffic is known',
    never: 'None of these lines says how many bytes went over the wire.',
  },
  bytesSent: { key: 'bytesSent', what: 'Upload is known', never: 'None of these lines says how much was uploaded.' },
  bytesReceived: {
    key: 'bytesReceived',
    what: 'Download is known',
    never: 'None of these lines says how much was downloaded.',
  },
  transactions: null,
  users: { key: 'user', what: 'The user is named', never: 'None of these lines names a user.' },
  sources: { key: 'source', what: 'The source address is named', never: 'None of these lines names a source address.' },
  blocked: {
    key: 'action',
    what: 'Allowed or blocked is known',
    never: 'None of these lines says whether it was allowed or blocked.',
  },
};

/** What limits a measure's figures, e.g. "Upload is known for 62 % of requests."; null when every request carries it. */
export function knownNote(metric: Metric, known: Known): string | null {
  const entry = SHARE_OF[metric];
  const share = entry === null ? null : known[entry.key];
  if (entry === null || share === null || share >= 1) return null;
  return share === 0 ? entry.never : `${entry.what} for ${formatShare(share)} of requests.`;
}

/** Why a measure has no figures at all in this scope; null when it has some. */
export function neverKnown(metric: Metric, known: Known): string | null {
  const entry = SHARE_OF[metric];
  return entry !== null && known[entry.key] === 0 ? entry.never : null;
}
