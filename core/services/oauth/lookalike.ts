/** Names that pretend: letters of other scripts, characters that are not seen, a known name nearly spelt. */

/** Characters that look like Latin letters, a part of https://www.unicode.org/Public/security/latest/confusables.txt; digits in words too. */
const LOOKS: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ј: 'j',
  һ: 'h',
  ԁ: 'd',
  ɡ: 'g',
  м: 'm',
  к: 'k',
  т: 't',
  н: 'h',
  в: 'b',
  г: 'r',
  α: 'a',
  ο: 'o',
  ε: 'e',
  ι: 'i',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  ν: 'v',
  κ: 'k',
  ı: 'i',
  ӏ: 'l',
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  $: 's',
  '@': 'a',
  '|': 'l',
  '!': 'i',
};
const BRANDS = [
  'microsoft',
  'office',
  'outlook',
  'onedrive',
  'sharepoint',
  'teams',
  'google',
  'gmail',
  'github',
  'salesforce',
  'slack',
  'dropbox',
  'adobe',
  'docusign',
  'zoom',
  'okta',
];
/** Zero width, joiners, bidi controls, tags. */
const UNSEEN =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|\u034f/u;
const LATIN = /\p{Script=Latin}/u;
const OTHER_SCRIPT = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const LONGEST = 200;

/** What is misleading about a name; null when nothing is. */
export function misleadingName(name: string): string | null {
  const text = name.slice(0, LONGEST);
  if (UNSEEN.test(text)) return 'it has characters that are not seen';
  for (const word of text.split(/\s+/)) {
    if (LATIN.test(word) && OTHER_SCRIPT.test(word))
      return `"${word}" mixes Latin letters with look-alikes of other scripts`;
  }
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}$@|!]+/u)) {
    const plain = word.replace(/[0-9]+$/, '');
    if (BRANDS.includes(word) || BRANDS.includes(plain)) continue;
    const seen = skeleton(word);
    const brand = BRANDS.find((known) => seen === known || isSwapped(plain, known));
    if (brand !== undefined) return `"${word}" looks like ${brand}`;
  }
  return null;
}

function skeleton(word: string): string {
  const bare = word.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...bare]
    .map((letter) => LOOKS[letter] ?? letter)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/** Two neighbouring letters the other way round, or one left out or doubled, in names long enough for it to be no other word. */
function isSwapped(word: string, known: string): boolean {
  if (known.length < 6 || Math.abs(word.length - known.length) > 1 || word === known) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start++;
  const rest = (from: number, other: number): boolean => word.slice(start + from) === known.slice(start + other);
  if (word.length === known.length)
    return word[start] === known[start + 1] && word[start + 1] === known[start] && rest(2, 2);
  return word.length > known.length ? word[start] === known[start - 1] && rest(1, 0) : start > 1 && rest(0, 1);
}
