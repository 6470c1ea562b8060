import type { Display, Rectangle } from 'electron';
import { z } from 'zod';

const bounds = z.object({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() });
const place = z.object({ bounds, maximized: z.boolean() });

/** Where the window was, for each display it was on: another desk, another place. */
export const windowState = z.object({ last: z.number(), byDisplay: z.record(z.string(), place) });
export type WindowState = z.infer<typeof windowState>;
export type WindowPlace = z.infer<typeof place>;

export const MINIMUM = { width: 900, height: 600 };
const USUAL = { width: 1440, height: 900 };
const KEPT_DISPLAYS = 8;

/**
 * Where to open the window: as it was on the display it was last on, if that is still there, otherwise as it was on the
 * primary one, otherwise centred there. Always wholly on screen.
 */
export function placeOnScreen(state: WindowState | null, displays: readonly Display[], primary: Display): WindowPlace {
  const display = displays.find(({ id }) => id === state?.last) ?? primary;
  const known = state?.byDisplay[String(display.id)];
  if (known !== undefined) return { bounds: clampInto(known.bounds, display.workArea), maximized: known.maximized };
  const { x, y, width, height } = display.workArea;
  const size = { width: Math.min(USUAL.width, width), height: Math.min(USUAL.height, height) };
  const centred = {
    x: x + Math.round((width - size.width) / 2),
    y: y + Math.round((height - size.height) / 2),
    ...size,
  };
  return { bounds: centred, maximized: false };
}

function clampInto(wanted: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(Math.max(wanted.width, Math.min(MINIMUM.width, area.width)), area.width);
  const height = Math.min(Math.max(wanted.height, Math.min(MINIMUM.height, area.height)), area.height);
  return {
    x: Math.min(Math.max(wanted.x, area.x), area.x + area.width - width),
    y: Math.min(Math.max(wanted.y, area.y), area.y + area.height - height),
    width,
    height,
  };
}

export function rememberPlace(state: WindowState | null, display: number, seen: WindowPlace): WindowState {
  const others = Object.entries(state?.byDisplay ?? {}).filter(([id]) => id !== String(display));
  return {
    last: display,
    byDisplay: Object.fromEntries([...others.slice(-(KEPT_DISPLAYS - 1)), [String(display), seen]]),
  };
}
