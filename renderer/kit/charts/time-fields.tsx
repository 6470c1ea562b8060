import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { fromWallText, toWallText } from '../wall-time.ts';
import type { TimeRange } from './range-model.ts';

/** The brush in two fields: start and end as wall-clock times of the display zone. Enter or leaving a field applies it. */
export function TimeFields({
  range,
  extent,
  zone,
  onRange,
}: {
  readonly range: TimeRange;
  readonly extent: TimeRange;
  readonly zone: string;
  readonly onRange: (range: TimeRange | null) => void;
}) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    setFrom(toWallText(range.from, zone).slice(0, 16));
    setTo(toWallText(range.to, zone).slice(0, 16));
    setProblem(null);
  }, [range.from, range.to, zone]);
  const apply = (): void => {
    const next = { from: fromWallText(from, zone), to: fromWallText(to, zone) };
    if (next.from === null || next.to === null) {
      setProblem('Write times as 2024-05-31 14:05.');
    } else if (next.from >= next.to) {
      setProblem('The end must lie after the start.');
    } else {
      setProblem(null);
      const same = Math.abs(next.from - range.from) < 60_000 && Math.abs(next.to - range.to) < 60_000;
      if (!same) onRange({ from: next.from, to: next.to });
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') apply();
  };
  const whole = range.from - extent.from < 60_000 && extent.to - range.to < 60_000;
  return (
    <div className="uc-timefields">
      <TextInput
        size="xs"
        aria-label={`Start of the period, time zone ${zone}`}
        value={from}
        error={problem !== null && fromWallText(from, zone) === null}
        onChange={(event) => setFrom(event.currentTarget.value)}
        onBlur={apply}
        onKeyDown={onKeyDown}
      />
      <span aria-hidden>to</span>
      <TextInput
        size="xs"
        aria-label={`End of the period, time zone ${zone}`}
        value={to}
        error={problem !== null && fromWallText(to, zone) === null}
        onChange={(event) => setTo(event.currentTarget.value)}
        onBlur={apply}
        onKeyDown={onKeyDown}
      />
      <span className="uc-timefields__zone">{zone}</span>
      {!whole && (
        <Button size="compact-xs" variant="default" onClick={() => onRange(null)}>
          Whole period
        </Button>
      )}
      <span role="status" className="uc-timefields__problem">
        {problem}
      </span>
    </div>
  );
}
