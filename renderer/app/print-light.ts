const SCHEME = 'data-mantine-color-scheme';

/** Paper is light, whatever the window is. @returns what ends it */
export function printLight(): () => void {
  const paper = matchMedia('print');
  const root = document.documentElement;
  let before: string | null = null;
  const onChange = (): void => {
    if (paper.matches) {
      before = root.getAttribute(SCHEME);
      root.setAttribute(SCHEME, 'light');
    } else if (before !== null) {
      root.setAttribute(SCHEME, before);
      before = null;
    }
  };
  paper.addEventListener('change', onChange);
  return () => paper.removeEventListener('change', onChange);
}
