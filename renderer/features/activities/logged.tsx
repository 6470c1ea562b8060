import { visibleText } from '../../kit/visible-text.ts';

/** Most characters of a logged text in one line of a table or list. */
const MOST = 300;

/** A logged text in one line: shown, never obeyed. */
export function Logged({ text }: { readonly text: string }) {
  const shown = visibleText(text.slice(0, MOST));
  return (
    <bdi className="uc-ellipsis" title={shown}>
      {shown}
    </bdi>
  );
}
