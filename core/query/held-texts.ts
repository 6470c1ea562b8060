/**
 * In: a condition on a text. Out: texts, folded, that every value holds that fits it; so that whoever keeps values can pass most of them by
 * without looking at each.
 */
import { foldAscii } from './fold.ts';
import { ANY_RUN, parsePattern } from './pattern.ts';
import type { FilterLeaf } from './tree.ts';

export interface HeldTexts {
  /** None: nothing can be told. */
  readonly texts: readonly string[];
  /** A value fits as soon as it holds the text, of which there is one then. */
  readonly isEnough: boolean;
}

const NONE: HeldTexts = { texts: [], isEnough: false };

/** @param leaf checked, on a field whose values are texts. Of negated conditions nothing is told. */
export function heldTexts({ op, values }: FilterLeaf): HeldTexts {
  const [value = ''] = values;
  const text = foldAscii(String(value));
  switch (op) {
    case 'contains':
      return text === '' ? NONE : { texts: [text], isEnough: true };
    case 'startsWith':
    case 'endsWith':
      return text === '' ? NONE : { texts: [text], isEnough: false };
    case 'matches': {
      const pieces = parsePattern(text);
      const texts = pieces.filter((piece) => typeof piece === 'string');
      // Stars on both sides of one run: as good as `contains`.
      const isEnough =
        pieces.length === 3 && typeof pieces[1] === 'string' && pieces[0] === ANY_RUN && pieces[2] === ANY_RUN;
      return { texts, isEnough };
    }
    default:
      return NONE;
  }
}
