/** Words that devices write where they have nothing to say, lower case; for readers of text and of bytes. */
export const PLACEHOLDERS: readonly string[] = [
  '--',
  'n/a',
  'na',
  'none',
  'null',
  '(null)',
  '(empty)',
  '(none)',
  'undefined',
  'not available',
];

export const LONGEST_PLACEHOLDER = Math.max(...PLACEHOLDERS.map((word) => word.length));
