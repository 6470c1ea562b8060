import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/**
 * Scrolls a table sideways where the page is too narrow for it, so that the page itself never does. The keyboard stops at it only then:
 * there is nothing to do with one that fits.
 * @param label names it for those who come to it by keyboard, and a card always
 */
export function WideTable(props: { readonly label: string; readonly card?: boolean; readonly children: ReactNode }) {
  const place = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  const [hasMore, setHasMore] = useState(false);
  useLayoutEffect(() => {
    const section = place.current;
    const table = section?.firstElementChild;
    if (section == null || table == null) return;
    const look = (): void => {
      const { clientWidth, scrollLeft, scrollWidth } = section;
      setScrolls(scrollWidth > clientWidth);
      setHasMore(scrollLeft + clientWidth < scrollWidth - 1);
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(section);
    sizes.observe(table);
    section.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      section.removeEventListener('scroll', look);
    };
  }, []);
  return (
    <section
      ref={place}
      className={props.card === true ? 'uc-widetable uc-card' : 'uc-widetable'}
      data-more={hasMore || undefined}
      {...(scrolls ? { tabIndex: 0 } : {})}
      {...(scrolls || props.card === true ? { 'aria-label': props.label } : {})}
    >
      {props.children}
    </section>
  );
}
