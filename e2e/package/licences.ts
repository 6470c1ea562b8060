import type { ShippedPackage } from './packages.ts';

/** Licences that let anybody pass the work on, in source or binary, with nothing but a notice. */
const PERMISSIVE = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'Zlib',
  'Python-2.0',
  // Fonts: may be bundled with software, not sold by themselves.
  'OFL-1.1',
]);

/** Whether an SPDX expression leaves a permissive choice: any part of an OR, every part of an AND. */
export function isPermissive(expression: string): boolean {
  const text = expression.trim().replace(/^\((.*)\)$/, '$1');
  if (text.includes(' OR ')) return text.split(' OR ').some(isPermissive);
  if (text.includes(' AND ')) return text.split(' AND ').every(isPermissive);
  return PERMISSIVE.has(text);
}

/** One line per package that we may not hand out as it is: no licence, another kind, or no licence text to pass on. */
export function licenceProblems(packages: readonly ShippedPackage[]): readonly string[] {
  return packages.flatMap(({ name, version, licence, texts }) => {
    if (licence === '') return [`${name} ${version} states no licence`];
    if (!isPermissive(licence))
      return [`${name} ${version} is under ${licence}, which is not on the list of permissive licences`];
    if (texts.length === 0 && !STANDARD_TEXTS.has(licence))
      return [`${name} ${version} (${licence}) ships no licence text`];
    return [];
  });
}

/** Short licences whose wording is always the same; said in full where a package forgot its file. */
const STANDARD_TEXTS: ReadonlyMap<string, string> = new Map([
  [
    'MIT',
    `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
  ],
  ['Unlicense', 'Dedicated to the public domain by its authors (https://unlicense.org).'],
  [
    'ISC',
    `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.`,
  ],
]);

/**
 * The text of THIRD-PARTY-NOTICES.txt. Packages with the same text share it.
 * @throws Error naming every package that may not be handed out
 */
export function writeNotices(packages: readonly ShippedPackage[]): string {
  const problems = licenceProblems(packages);
  if (problems.length > 0) throw new Error(`Not every package may be handed out:\n${problems.join('\n')}`);
  const groups = new Map<string, ShippedPackage[]>();
  for (const item of packages) {
    const text = item.texts.length > 0 ? item.texts.join('\n\n') : (STANDARD_TEXTS.get(item.licence) ?? '');
    groups.set(text, [...(groups.get(text) ?? []), item]);
  }
  const parts = [...groups].map(([text, items]) => {
    const names = items.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return `${names.join('\n')}\n\n${text}\n`;
  });
  const intro = 'Undercast contains the following packages, each under its own licence.\n';
  return [intro, ...parts].join(`\n${'-'.repeat(100)}\n\n`);
}
