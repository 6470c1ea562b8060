import type { KeyboardEvent } from 'react';

/** Home and End choose the first and the last tab, as arrow keys choose the next: Mantine only moves the focus there. */
export function chooseEndTab(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'Home' && event.key !== 'End') return;
  const tabs = event.currentTarget.closest('[role=tablist]')?.querySelectorAll<HTMLElement>('[role=tab]:enabled');
  const end = tabs?.item(event.key === 'Home' ? 0 : tabs.length - 1);
  end?.click();
}
