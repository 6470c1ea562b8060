/**
 * Enter in an open list of choices takes the one that is marked, and never sends the form around it. The list itself forgets its mark
 * where the arrow key came sooner than its own clock, as on a busy machine: the mark is to be seen, and Enter did nothing, or sent the form.
 */

const MARKED = '[data-combobox-selected]';
const OPTION = '[data-combobox-option]:not([data-combobox-disabled])';

function listOf(input: Element): Element | null {
  const id = input.getAttribute('aria-expanded') === 'true' ? input.getAttribute('aria-controls') : null;
  return id === null ? null : document.getElementById(id);
}

/** The only option left by what was typed, where nothing but an option can be meant. */
function onlyOption(input: Element, list: Element): Element | null {
  if (!input.matches('.mantine-Select-input')) return null;
  const options = list.querySelectorAll(OPTION);
  return options.length === 1 ? (options[0] ?? null) : null;
}

/** Watches over lists of choices. @returns what ends it */
export function chooseMarked(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.defaultPrevented) return;
    if (!(event.target instanceof HTMLInputElement)) return;
    const list = listOf(event.target);
    if (list === null) return;
    const choice = list.querySelector(MARKED) ?? onlyOption(event.target, list);
    const isSelect = event.target.matches('.mantine-Select-input');
    if (choice === null && !isSelect) return;
    event.preventDefault();
    if (choice instanceof HTMLElement) choice.click();
  };
  // Behind the list's own handler, which says by preventing the default that it has done its work.
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
