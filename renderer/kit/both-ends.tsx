import { visibleText } from '../../core/kit/visible-text.ts';
import { textWidth } from './charts/fit-text.ts';
import { lastCharacters } from './last-characters.ts';

/** Most characters of a logged name in one line, and how many of its last ones stay whatever is cut. */
const MOST = 300;
const END = 20;
/** Of a table's text. */
const FONT_SIZE = 13;

/** A logged name of which both ends tell, such as a file's: where it has no room it is cut in its middle. */
export function BothEnds({ text, title }: { readonly text: string; readonly title?: string }) {
  const whole = text.length > MOST ? `${text.slice(0, MOST / 2)}…${lastCharacters(text, MOST / 2)}` : text;
  const end = whole.length > 2 * END ? visibleText(lastCharacters(whole, END)) : '';
  const shown = visibleText(whole);
  return (
    <bdi className="uc-bothends" title={title ?? shown}>
      <span style={{ maxWidth: `calc(100% - ${textWidth(end, FONT_SIZE)}px)` }}>
        {shown.slice(0, shown.length - end.length)}
      </span>
      {end}
    </bdi>
  );
}
