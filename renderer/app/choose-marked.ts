/**
 * Enter in an open list of choices takes the one that is marked, and never sends the form around it. The list itself counts anew a tick
 * after it opened: where the arrow key came sooner, as on a busy machine, the mark is to be seen, and Enter took another choice, did
 * nothing, or sent the form.
 */

const MARKED = '[data-combobox-selected]';
const OPTION = '[data-combobox-option]:not([data-combobox-disabled])';

function listOf(input: Element): Element | null {
  const id = input.getAttribute('aria-expanded') === 'true' ? input.getAttribute('aria-controls') : null;
  return id === null ? null : document.getElementById(id);
}

/** The list that Enter was pressed in, if one is open. */
function openList(event: KeyboardEvent): { readonly input: HTMLInputElement; readonly list: Element } | null {
  const { target: input } = event;
  if (event.key !== 'Enter' || event.isComposing || !(input instanceof HTMLInputElement)) return null;
  const list = listOf(input);
  return list === null ? null : { input, list };
}

/** The only option left by what was typed, where nothing but an option can be meant. */
function onlyOption(list: Element): Element | null {
  const options = list.querySelectorAll(OPTION);
  return options.length === 1 ? (options[0] ?? null) : null;
}

/** Watches over lists of choices. @returns what ends it */
export function chooseMarked(): () => void {
  // Before the list's own handler, which takes what it has counted to.
  const takeMark = (event: KeyboardEvent): void => {
    const choice = openList(event)?.list.querySelector(MARKED);
    if (!(choice instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    choice.click();
  };
  // Behind it: by preventing the default it says that it has done its work.
  const takeOnly = (event: KeyboardEvent): void => {
    const opened = event.defaultPrevented ? null : openList(event);
    if (opened === null || !opened.input.matches('.mantine-Select-input')) return;
    event.preventDefault();
    const choice = onlyOption(opened.list);
    if (choice instanceof HTMLElement) choice.click();
  };
  addEventListener('keydown', takeMark, true);
  addEventListener('keydown', takeOnly);
  return () => {
    removeEventListener('keydown', takeMark, true);
    removeEventListener('keydown', takeOnly);
  };
}
