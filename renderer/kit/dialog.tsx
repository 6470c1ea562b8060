import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { useDialogs } from '../state/dialogs.ts';

/**
 * A dialog that is there while it is open. The keyboard begins in its first field, or where `data-autofocus` stands. Escape closes the
 * one on top; whoever closes it is where they were before: on what opened it, or where that is gone at the dialog under it or the page.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const id = useId();
  const isOnTop = useDialogs(({ open }) => open.at(-1) === id);
  const [opener] = useState(openerNow);
  const isFresh = useRef(true);
  useEffect(() => {
    const { opened, closed } = useDialogs.getState();
    opened(id);
    return () => {
      closed(id);
      // What closed it may put the focus somewhere by itself, and comes first.
      setTimeout(() => giveBack(opener));
    };
  }, [id, opener]);
  return (
    <Modal
      {...props}
      opened
      closeOnEscape={isOnTop}
      onFocus={({ target, relatedTarget }) => {
        // From nowhere: it has just opened, or what had the focus made way for a next step of it.
        if (isFresh.current || relatedTarget === null) beginInField(target);
        isFresh.current = false;
      }}
    />
  );
}

/**
 * Where nothing asks for the focus it comes to the first control, which is the cross: nobody opens a form for that. A field that is only
 * there once something was loaded takes it then, unless the user went elsewhere meanwhile.
 */
function beginInField(focused: Element): void {
  const dialog = focused.closest('[role=dialog]');
  if (dialog === null || !focused.matches('.mantine-Modal-close')) return;
  const begin = (): boolean => {
    if (document.activeElement !== focused) return true;
    const fields = [...dialog.querySelectorAll<HTMLInputElement>('input, select, textarea')];
    const field = fields.find((one) => !one.disabled && one.checkVisibility());
    if (field === undefined) return false;
    // What keeps the focus inside the dialog looks for a place more than once.
    field.dataset.autofocus = '';
    field.focus({ preventScroll: true });
    return true;
  };
  if (begin()) return;
  const later = new MutationObserver(() => {
    if (begin()) later.disconnect();
  });
  later.observe(dialog, { childList: true, subtree: true });
}

/** What has the focus; of a menu, which closes by the choice made in it, what it hangs from. */
function openerNow(): Element | null {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role=menu]');
  const target = menu?.getAttribute('aria-labelledby');
  return target == null ? activeElement : document.getElementById(target);
}

function giveBack(opener: Element | null): void {
  if (document.activeElement !== document.body) return;
  if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body) {
    opener.focus({ preventScroll: true });
    restIfItGoes(opener);
  } else focusRest();
}

/** What opened a dialog may go with what was done in it, as a row and its buttons do, once the list is asked for again. */
function restIfItGoes(opener: HTMLElement): void {
  const stop = new AbortController();
  const gone = new MutationObserver(() => {
    if (opener.isConnected) return;
    stop.abort();
    if (document.activeElement === document.body) focusRest();
  });
  stop.signal.addEventListener('abort', () => gone.disconnect());
  gone.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', () => stop.abort(), { signal: stop.signal });
}

function focusRest(): void {
  const under = [...document.querySelectorAll<HTMLElement>('[role=dialog][aria-modal=true]')].at(-1);
  (under ?? document.getElementById('page'))?.focus({ preventScroll: true });
}
