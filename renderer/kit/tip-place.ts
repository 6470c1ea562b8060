/** Pixels between what is told of and its tip, and between the tip and the window's edges. */
export const TIP_GAP = 5;

export type TipSide = 'above' | 'right';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** Where a tip stands in the window: at the side that is asked for, where there is room at another one, and never beyond an edge. */
export function tipPlace(
  of: Box,
  tip: Size,
  window: Size,
  side: TipSide,
): { readonly left: number; readonly top: number } {
  const right = of.left + of.width + TIP_GAP;
  if (side === 'right' && right + tip.width <= window.width)
    return { left: right, top: within(of.top + (of.height - tip.height) / 2, tip.height, window.height) };
  const above = of.top - tip.height - TIP_GAP;
  return {
    left: within(of.left + (of.width - tip.width) / 2, tip.width, window.width),
    top: above >= TIP_GAP ? above : within(of.top + of.height + TIP_GAP, tip.height, window.height),
  };
}

function within(start: number, size: number, room: number): number {
  return Math.round(Math.max(TIP_GAP, Math.min(start, room - size - TIP_GAP)));
}

/** Whether a point is in a box or as near to it as a tip stands to what it tells of: on the way from one to the other. */
export function isNear({ left, top, width, height }: Box, x: number, y: number): boolean {
  return x >= left - TIP_GAP && x <= left + width + TIP_GAP && y >= top - TIP_GAP && y <= top + height + TIP_GAP;
}
