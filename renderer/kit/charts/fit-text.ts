/** Average advance of Inter relative to its size; labels are cut by it, the full text stays in a title. */
const ADVANCE = 0.56;

/** A text cut to about `width` pixels at this font size, with an ellipsis when something is missing. */
export function fitText(text: string, width: number, size = 12): string {
  const most = Math.floor(width / (size * ADVANCE));
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

export function textWidth(text: string, size = 12): number {
  return Math.ceil(text.length * size * ADVANCE);
}
