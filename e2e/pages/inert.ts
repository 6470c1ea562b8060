import { expect, type Page } from '@playwright/test';

/** Characters that a screen obeys: the same set as the console's own, written apart from it. Line feeds and tabs are layout. */
const OBEYED =
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\u{e0000}-\\u{e007f}]';

/** Whether a text that leaves the console would be obeyed by whoever shows it. */
export function holdsObeyed(text: string): boolean {
  return new RegExp(OBEYED, 'u').test(text.replaceAll('\r\n', '\n'));
}

/** What went off since the page was opened. */
export type Alarms = () => readonly string[];

/** Watches for scripts that run, dialogs they open, and what the policy had to stop. Before the page is opened. */
export async function armPage(page: Page): Promise<Alarms> {
  const alarms: string[] = [];
  page.on('dialog', (dialog) => {
    alarms.push(`a dialog: ${dialog.message().slice(0, 100)}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => alarms.push(`a window: ${popup.url().slice(0, 100)}`));
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { policyViolations: violations });
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  return () => alarms;
}

/** What is wrong with the page as it stands, in words; empty when nothing is. */
export function faultsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate((obeyed) => {
    const found = new Set<string>();
    const pattern = new RegExp(obeyed, 'u');
    const place = (element: Element | null): string => {
      const parts: string[] = [];
      for (let at = element; at !== null && parts.length < 4; at = at.parentElement)
        parts.unshift(
          `${at.tagName.toLowerCase()}${typeof at.className === 'string' && at.className !== '' ? `.${at.className.split(' ')[0]}` : ''}`,
        );
      return parts.join(' > ');
    };
    const check = (text: string, where: () => string): void => {
      const at = text.search(pattern);
      if (at >= 0)
        found.add(
          `${where()} holds U+${text.codePointAt(at)?.toString(16)}: ${JSON.stringify(text.slice(Math.max(0, at - 20), at + 20))}`,
        );
    };
    if (Reflect.has(window, 'scriptRan')) found.add('a script of a log ran');
    const violations: unknown = Reflect.get(window, 'policyViolations');
    if (Array.isArray(violations)) for (const one of violations) found.add(`the content policy stopped ${String(one)}`);
    check(document.title, () => 'the title');
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (!(node instanceof Element)) {
        check(node.nodeValue ?? '', () => place(node.parentElement));
        continue;
      }
      const element = node;
      for (const { name, value } of element.attributes) {
        // The key of a choice, which nobody sees or hears; what a field shows is looked at below.
        if (name === 'value') continue;
        check(value, () => `${place(element)} @${name}`);
        if (name.startsWith('on')) found.add(`${place(element)} has ${name}`);
        if (/^\s*(?:javascript|data|vbscript):/i.test(value) && (name === 'href' || name === 'src'))
          found.add(`${place(element)} @${name} ${value.slice(0, 40)}`);
        if ((name === 'title' || name === 'aria-label') && value.length > 2500)
          found.add(`${place(element)} @${name} has ${value.length} characters`);
      }
      if (element instanceof HTMLImageElement && element.getAttribute('src') === 'x')
        found.add(`${place(element)} comes from a log`);
      if (
        (element instanceof HTMLInputElement && !['file', 'hidden'].includes(element.type)) ||
        element instanceof HTMLTextAreaElement
      )
        check(element.value, () => `${place(element)} value`);
      if (
        element instanceof HTMLAnchorElement &&
        element.href !== '' &&
        new URL(element.href).origin !== location.origin
      )
        found.add(`${place(element)} leads to ${element.href.slice(0, 60)}`);
    }
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over > 0) found.add(`the page is ${over} px too wide`);
    // Whatever is not there to be scrolled or cut off stays inside the window.
    for (const part of document.querySelectorAll('#page, .uc-panel__body, [role=dialog]')) {
      if (part.scrollWidth <= part.clientWidth + 1) continue;
      const edge = part.getBoundingClientRect().right;
      const widest = [...part.querySelectorAll('*')]
        .filter((one) => one.getBoundingClientRect().right > edge + 1)
        .at(-1);
      found.add(`${place(part)} is ${part.scrollWidth - part.clientWidth} px too wide: ${place(widest ?? part)}`);
    }
    return [...found];
  }, OBEYED);
}

export async function expectInert(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
}
