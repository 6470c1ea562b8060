import { Fragment } from 'react';
import { periodEnds } from './period.ts';

/** A period in words that no line breaks within a date of. */
export function Period(props: {
  readonly range: { readonly from: number; readonly to: number } | null;
  readonly zone: string;
}) {
  const ends = periodEnds(props.range, props.zone);
  if (ends === null) return 'No data';
  return ends.map((end, index) => (
    <Fragment key={end}>
      {index > 0 && ' to '}
      <time className="uc-time">{end}</time>
    </Fragment>
  ));
}
