const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** How a layout spells a date and time of day, all in UTC. */
export type ClockStyle = 'iso' | 'slash' | 'asa' | 'date' | 'time';

function spell(style: ClockStyle, timeMs: number): string {
  const t = new Date(timeMs);
  const date = [t.getUTCFullYear(), two(t.getUTCMonth() + 1), two(t.getUTCDate())] as const;
  const time = `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}`;
  switch (style) {
    case 'iso':
      return `${date.join('-')} ${time}`;
    case 'slash':
      return `${date.join('/')} ${time}`;
    case 'asa':
      return `${MONTHS[t.getUTCMonth()]} ${date[2]} ${date[0]} ${time}`;
    case 'date':
      return date.join('-');
    case 'time':
      return time;
  }
}

/** Spells each second once: log lines come many to a second. */
export class Clock {
  private readonly style: ClockStyle;
  private second = Number.NaN;
  private text = '';

  constructor(style: ClockStyle) {
    this.style = style;
  }

  at(timeMs: number): string {
    const second = Math.floor(timeMs / 1000);
    if (second !== this.second) {
      this.second = second;
      this.text = spell(this.style, second * 1000);
    }
    return this.text;
  }
}
