import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { NO_ROWS, type RowView, rowsInView, topShowing } from './rows-in-view.ts';

interface RowsInView {
  /** Indexes of the rows to draw. */
  readonly first: number;
  readonly last: number;
  /** Pixels that the table is scrolled down. */
  readonly top: () => number;
  readonly reveal: (index: number) => void;
}

/** Follows which rows of a scroller are in view. It is looked for after every drawing: it comes and goes with the rows. */
export function useRowsInView(scroller: RefObject<HTMLElement | null>, total: number, rowHeight: number): RowsInView {
  const [range, setRange] = useState(NO_ROWS);
  /** As it was told of last: rows that go shorten the table before anybody asks where it was. */
  const top = useRef(0);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setElement(scroller.current));
  useLayoutEffect(() => {
    if (element === null) return undefined;
    const look = (): void => {
      const view = viewOf(element, rowHeight);
      top.current = view.top;
      setRange((now) => rowsInView(view, total, now));
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [element, total, rowHeight]);
  return {
    first: Math.min(range.first, total),
    last: Math.min(range.last, total - 1),
    top: () => top.current,
    reveal: (index) => {
      if (element === null) return;
      element.scrollTop = topShowing(viewOf(element, rowHeight), index);
    },
  };
}

/** The head is as high as a row. */
function viewOf({ scrollTop, clientHeight }: HTMLElement, rowHeight: number): RowView {
  return { top: scrollTop, height: clientHeight, head: rowHeight, rowHeight };
}
