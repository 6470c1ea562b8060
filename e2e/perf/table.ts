/** How the bench prints figures, and which of several runs it prints. */

export const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
export const say = (text = ''): void => console.log(text);

export function row(name: string, cells: readonly string[]): void {
  say(`  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(16)).join('')}`);
}

/** The run in the middle: outliers on a busy machine should not make the figure. */
export function middle<T extends { readonly seconds: number }>(runs: readonly T[]): T {
  const sorted = [...runs].sort((a, b) => a.seconds - b.seconds);
  const found = sorted[(sorted.length - 1) >> 1];
  if (found === undefined) throw new RangeError('no runs');
  return found;
}
