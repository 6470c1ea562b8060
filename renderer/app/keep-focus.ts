/**
 * What has the focus and is taken away (a row that was removed, a chip, a button whose work is done) leaves the keyboard
 * nowhere: the next Tab begins at the top of the window. The focus goes to what has taken its place instead: the control
 * at the same position within the nearest thing around it that is still there.
 */

const CONTROLS =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

interface Held {
  readonly element: Element;
  /** What was around it, from the inside out, each with the position of the element among its controls. */
  readonly around: readonly { readonly container: Element; readonly position: number }[];
}

/** What lies over the page is left by closing it: beyond it are other things than those that the focus was among. */
const OVERLAYS = '[data-portal]';

function isUsable(control: Element): control is HTMLElement {
  if (!(control instanceof HTMLElement) || control.getClientRects().length === 0) return false;
  // A menu's items are walked by arrow keys, not by Tab.
  return control.tabIndex >= 0 || control.getAttribute('role') === 'menuitem';
}

function controlsOf(container: Element): readonly HTMLElement[] {
  return [...container.querySelectorAll(CONTROLS)].filter(isUsable);
}

function holdOf(element: Element, root: Element): Held {
  const around: { container: Element; position: number }[] = [];
  for (let at = element.parentElement; at !== null && at !== root; at = at.parentElement) {
    around.push({ container: at, position: positionIn(at, element) });
  }
  return { element, around };
}

/** Controls before the element, without asking the layout about each. */
function positionIn(container: Element, element: Element): number {
  let position = 0;
  for (const control of container.querySelectorAll(CONTROLS)) {
    if (control === element) return position;
    position += 1;
  }
  return position;
}

/** Where the focus goes; null where nothing of what was around it is left. */
function heirOf({ around }: Held): HTMLElement | null {
  for (const { container, position } of around) {
    if (!container.isConnected) continue;
    if (container.matches(OVERLAYS)) return null;
    // Of the page itself the beginning: its controls are too many for a position to mean anything.
    if (container.id === 'page') return container instanceof HTMLElement ? container : null;
    const controls = controlsOf(container);
    const heir = controls[Math.min(position, controls.length - 1)];
    if (heir !== undefined) return heir;
  }
  return null;
}

/** Watches over the focus within an element; what is switched off while it works has it again afterwards. @returns what ends it */
export function keepFocus(root: Element): () => void {
  let held: Held | null = null;
  /** It was switched off under the focus, and the browser took that away. */
  let isOff = false;
  const onFocus = (event: FocusEvent): void => {
    isOff = false;
    held = event.target instanceof Element && root.contains(event.target) ? holdOf(event.target, root) : null;
  };
  const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;
  const observer = new MutationObserver(() => {
    if (held === null) return;
    const { element } = held;
    if (element.isConnected) {
      const wasOff = isOff;
      isOff = element.matches(':disabled');
      if (wasOff && !isOff && isNowhere() && isUsable(element)) element.focus({ preventScroll: true });
      return;
    }
    const lost = held;
    held = null;
    // Whoever takes things away may give the focus on by itself: a dialog does, and so does a panel.
    setTimeout(() => {
      if (isNowhere()) heirOf(lost)?.focus();
    });
  });
  document.addEventListener('focusin', onFocus);
  observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', onFocus);
    observer.disconnect();
  };
}
