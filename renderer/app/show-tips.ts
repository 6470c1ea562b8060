/**
 * Shows what stands in `data-tip` of an element while the pointer rests on it or the keyboard has come to it. One for the whole window:
 * a table draws thousands of cells, and each of them is a plain element. What is told stays while the pointer goes on to the tip, goes
 * with Escape, and is said to belong to its element (WCAG 1.4.13). A click goes through it.
 */
import { isNear, tipPlace } from '../kit/tip-place.ts';

/** The pointer has come to rest, and is not on its way to something else. */
const REST_MS = 300;
/** As long as a hand needs to come back, or to get over to the tip. */
const LEAVE_MS = 150;
const ID = 'uc-hint';

function tipped(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest('[data-tip]') : null;
}

/** The one tip of a window. */
class Tip {
  readonly element = document.createElement('div');
  /** What is told of. */
  of: Element | null = null;
  /** What else describes it. */
  private described: string | null = null;
  private readonly changes = new MutationObserver(() => this.fill());

  constructor() {
    this.element.id = ID;
    this.element.className = 'uc-hint';
    this.element.setAttribute('role', 'tooltip');
  }

  show(of: Element): void {
    this.hide();
    this.of = of;
    document.body.append(this.element);
    this.described = of.getAttribute('aria-describedby');
    of.setAttribute('aria-describedby', this.described === null ? ID : `${this.described} ${ID}`);
    // A button's tip says what a press has done.
    this.changes.observe(of, { attributeFilter: ['data-tip'] });
    this.fill();
  }

  hide(): void {
    if (this.of === null) return;
    this.changes.disconnect();
    if (this.described === null) this.of.removeAttribute('aria-describedby');
    else this.of.setAttribute('aria-describedby', this.described);
    this.element.remove();
    this.of = null;
  }

  /** As text, never as markup: it may come from a log. */
  private fill(): void {
    this.element.textContent = this.of?.getAttribute('data-tip') ?? '';
    this.place();
  }

  /** Anew, as what it tells of has moved; away with it where that is gone or has nothing to tell. */
  place(): void {
    if (this.of === null) return;
    const box = this.of.getBoundingClientRect();
    const isInView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    if (!this.of.isConnected || !isInView || this.element.textContent === '') {
      this.hide();
      return;
    }
    const size = { width: this.element.offsetWidth, height: this.element.offsetHeight };
    const side = this.of.getAttribute('data-tip-side') === 'right' ? 'right' : 'above';
    const { left, top } = tipPlace(box, size, { width: innerWidth, height: innerHeight }, side);
    this.element.style.left = `${left}px`;
    this.element.style.top = `${top}px`;
  }

  /** Whether a point is on the tip, or with what it tells of on the way between. */
  isAt(x: number, y: number): boolean {
    return this.of !== null && isNear(this.element.getBoundingClientRect(), x, y);
  }
}

/** @returns what ends it */
export function showTips(): () => void {
  const tip = new Tip();
  /** The keyboard is at what is told of: the pointer may go where it likes. */
  let isFocused = false;
  /** Told of, and sent away with Escape: not again before the pointer was elsewhere. */
  let dismissed: Element | null = null;
  /** What the pointer waits at, and for. */
  let waiting: { readonly at: Element | null; readonly timer: number } | null = null;
  const stopWaiting = (): void => {
    if (waiting !== null) clearTimeout(waiting.timer);
    waiting = null;
  };
  const hide = (): void => {
    stopWaiting();
    isFocused = false;
    tip.hide();
  };
  const wait = (at: Element | null): void => {
    if (waiting !== null && waiting.at === at) return;
    stopWaiting();
    const act = (): void => {
      hide();
      if (at?.isConnected === true) tip.show(at);
    };
    waiting = { at, timer: window.setTimeout(act, at === null ? LEAVE_MS : REST_MS) };
  };

  const onLeave = (): void => {
    if (tip.of !== null && !isFocused) wait(null);
    else stopWaiting();
  };
  const onMove = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' || (tip.of === null && event.type === 'pointermove')) return;
    const at = tipped(event.target);
    if (at !== dismissed) dismissed = null;
    const isDismissed = at !== null && at === dismissed;
    if (at === tip.of || isDismissed || tip.isAt(event.clientX, event.clientY)) stopWaiting();
    else if (at === null) onLeave();
    else wait(at);
  };
  const onFocus = (event: FocusEvent): void => {
    const at = tipped(event.target);
    if (at === null || !(event.target instanceof Element) || !event.target.matches(':focus-visible')) return;
    stopWaiting();
    tip.show(at);
    isFocused = true;
  };
  const onBlur = (): void => {
    if (isFocused) hide();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    dismissed = tip.of ?? waiting?.at ?? null;
    hide();
  };
  const onScroll = (): void => tip.place();

  const whole = document.documentElement;
  document.addEventListener('pointerover', onMove, { passive: true });
  document.addEventListener('pointermove', onMove, { passive: true });
  whole.addEventListener('pointerleave', onLeave);
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', onBlur);
  document.addEventListener('keydown', onKey, true);
  document.addEventListener('scroll', onScroll, { capture: true, passive: true });
  return () => {
    hide();
    document.removeEventListener('pointerover', onMove);
    document.removeEventListener('pointermove', onMove);
    whole.removeEventListener('pointerleave', onLeave);
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', onBlur);
    document.removeEventListener('keydown', onKey, true);
    document.removeEventListener('scroll', onScroll, true);
  };
}
