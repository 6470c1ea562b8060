import { type RefObject, useLayoutEffect } from 'react';
import { usePanels } from '../../state/panels.ts';

/** Where the focus was before the stack of panels opened, while one panel of it gives way to another. */
let handedOn: Element | null = null;

/**
 * A panel that closes while it has the focus gives it back to where it was before; one that gives way to another panel of the
 * stack hands it on to that one. A panel that opens beside the page leaves the focus where it is.
 */
export function usePanelFocus(root: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const panel = root.current;
    const before = handedOn ?? document.activeElement;
    if (handedOn !== null) panel?.focus();
    handedOn = null;
    // Of the layout, as this runs while the panel is still in the document: taken out of it, it has lost the focus already.
    return () => {
      if (panel?.contains(document.activeElement) !== true) return;
      if (usePanels.getState().stack.length > 0) handedOn = before;
      else if (before instanceof HTMLElement) before.focus();
    };
  }, [root]);
}
