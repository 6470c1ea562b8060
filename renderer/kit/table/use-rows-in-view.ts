import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { afterScroll, bodyHeight, type LongPlace, placeFor, type Span, spanOf } from './long-scroll.ts';
import { NO_ROWS, type RowRange, type RowView, rowsInView, topShowing } from './rows-in-view.ts';

interface RowsInView {
  /** Indexes of the rows to draw. */
  readonly first: number;
  readonly last: number;
  /** Height of all rows together, as far as a page may be that high. */
  readonly height: number;
  /** Pixels of rows that are left out above those drawn. */
  readonly shift: number;
  /** Pixels of rows that the table is scrolled down. */
  readonly top: () => number;
  /** Scrolls to so many pixels of rows; false where there are not as many. */
  readonly goTo: (top: number) => boolean;
  readonly reveal: (index: number) => void;
}

interface Drawn {
  readonly range: RowRange;
  readonly shift: number;
}

const NOWHERE: LongPlace = { scrollTop: 0, shift: 0 };

/** Follows which rows of a scroller are in view. It is looked for after every drawing: it comes and goes with the rows. */
export function useRowsInView(scroller: RefObject<HTMLElement | null>, total: number, rowHeight: number): RowsInView {
  const [drawn, setDrawn] = useState<Drawn>({ range: NO_ROWS, shift: 0 });
  /** As it was told of last: rows that go shorten the table before anybody asks where it was. */
  const place = useRef(NOWHERE);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setElement(scroller.current));
  const look = useCallback(
    (at: HTMLElement): void => {
      place.current = afterScroll(place.current, at.scrollTop, spanIn(at, total, rowHeight));
      const { shift } = place.current;
      const view = viewAt(topOf(place.current), at, rowHeight);
      setDrawn((now) => {
        const range = rowsInView(view, total, now.range);
        return range === now.range && shift === now.shift ? now : { range, shift };
      });
    },
    [total, rowHeight],
  );
  const goTo = useCallback(
    (at: HTMLElement, top: number): boolean => {
      place.current = placeFor(top, spanIn(at, total, rowHeight));
      at.scrollTop = place.current.scrollTop;
      look(at);
      return topOf(place.current) >= top - 1;
    },
    [look, total, rowHeight],
  );
  useLayoutEffect(() => {
    if (element === null) return undefined;
    const follow = (): void => look(element);
    const settle = (): void => {
      const top = topOf(place.current);
      if (placeFor(top, spanIn(element, total, rowHeight)).shift !== place.current.shift) goTo(element, top);
    };
    follow();
    const sizes = new ResizeObserver(follow);
    sizes.observe(element);
    element.addEventListener('scroll', follow, { passive: true });
    element.addEventListener('scrollend', settle);
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', follow);
      element.removeEventListener('scrollend', settle);
    };
  }, [element, total, rowHeight, look, goTo]);
  return {
    first: Math.min(drawn.range.first, total),
    last: Math.min(drawn.range.last, total - 1),
    height: bodyHeight(total, rowHeight),
    shift: drawn.shift,
    top: () => topOf(place.current),
    goTo: (top) => scroller.current !== null && goTo(scroller.current, top),
    reveal: (index) => {
      if (element === null) return;
      const top = topOf(place.current);
      const wanted = topShowing(viewAt(top, element, rowHeight), index);
      if (wanted !== top) goTo(element, wanted);
    },
  };
}

function topOf({ scrollTop, shift }: LongPlace): number {
  return scrollTop + shift;
}

/** The head is as high as a row. */
function viewAt(top: number, { clientHeight }: HTMLElement, rowHeight: number): RowView {
  return { top, height: clientHeight, head: rowHeight, rowHeight };
}

function spanIn({ clientHeight }: HTMLElement, total: number, rowHeight: number): Span {
  return spanOf(total, rowHeight, clientHeight - rowHeight);
}
