import { type RefObject, useLayoutEffect, useState } from 'react';

interface Sideways {
  /** Pixels between its borders; 0 until it is laid out. */
  readonly width: number;
  /** It is scrolled away from its first column. */
  readonly isMoved: boolean;
  /** There are columns to scroll to on the right. */
  readonly hasMore: boolean;
}

const NOTHING: Sideways = { width: 0, isMoved: false, hasMore: false };

/** How wide a table's scroller is, and how it stands sideways. It is looked for after every drawing: it comes and goes with the rows. */
export function useSideways(scroller: RefObject<HTMLElement | null>): Sideways {
  const [now, setNow] = useState(NOTHING);
  const [element, setElement] = useState<HTMLElement | null>(null);
  useLayoutEffect(() => setElement(scroller.current));
  useLayoutEffect(() => {
    if (element === null) return undefined;
    const look = (): void => {
      const { clientWidth, offsetWidth, scrollLeft, scrollWidth } = element;
      // Where the window is magnified, a part of a pixel may be missing from what clientWidth rounds up to.
      const width = Math.floor(element.getBoundingClientRect().width - (offsetWidth - clientWidth));
      const next = { width, isMoved: scrollLeft > 0, hasMore: scrollLeft + width < scrollWidth - 1 };
      setNow((was) =>
        was.width === next.width && was.isMoved === next.isMoved && was.hasMore === next.hasMore ? was : next,
      );
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    for (const part of element.children) sizes.observe(part);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [element]);
  return now;
}
