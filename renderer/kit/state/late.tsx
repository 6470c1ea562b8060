import { Skeleton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

const PATIENCE_MS = 200;

/** Shows its children only after 200 ms: what is quick needs no sign of waiting, and blinking disturbs more than it tells. */
export function Late({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return shown ? children : null;
}

/** A place holder of the size that the content will have, so that nothing jumps when it comes. */
export function BoneBlock({ height, width = '100%' }: { readonly height: number; readonly width?: number | string }) {
  return (
    <div style={{ height, width }}>
      <Late>
        <Skeleton height={height} width={width} radius="sm" />
      </Late>
    </div>
  );
}

/** Place holders for lines of text or table rows. */
export function BoneLines({ lines, height = 16 }: { readonly lines: number; readonly height?: number }) {
  return (
    <div className="uc-bones" aria-hidden>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical place holders that never move
        <BoneBlock key={at} height={height} width={`${90 - ((at * 17) % 35)}%`} />
      ))}
    </div>
  );
}
