import { visibleText } from '../../core/kit/visible-text.ts';

/** Most characters of a logged text in one line of a table or list. */
const MOST = 300;

/** A logged text in one line: shown, never obeyed. */
export function Logged({ text, mono = false }: { readonly text: string; readonly mono?: boolean }) {
  const shown = visibleText(text.slice(0, MOST));
  return (
    <bdi className={mono ? 'uc-ellipsis uc-mono' : 'uc-ellipsis'} title={shown}>
      {shown}
    </bdi>
  );
}
