import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { useDialogs } from '../state/dialogs.ts';

/**
 * A dialog that is there while it is open. Escape closes the one on top; whoever closes it is where they were before: on what opened
 * it, or where that is gone at the dialog under it or the page.
 */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const id = useId();
  const isOnTop = useDialogs(({ open }) => open.at(-1) === id);
  const [opener] = useState(() => document.activeElement);
  useEffect(() => {
    const { opened, closed } = useDialogs.getState();
    opened(id);
    return () => {
      closed(id);
      // What closed it may put the focus somewhere by itself, and comes first.
      setTimeout(() => giveBack(opener));
    };
  }, [id, opener]);
  return <Modal {...props} opened closeOnEscape={isOnTop} />;
}

function giveBack(opener: Element | null): void {
  if (document.activeElement !== document.body) return;
  const isThere = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
  const under = [...document.querySelectorAll<HTMLElement>('[role=dialog][aria-modal=true]')].at(-1);
  const target = isThere ? opener : (under ?? document.getElementById('page'));
  target?.focus({ preventScroll: true });
}
