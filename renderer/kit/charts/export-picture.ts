/** What a picture of a chart says around the plot, so that it can stand alone in a report. */
export interface PictureText {
  readonly title: string;
  readonly subtitle: string;
  readonly legend: readonly { readonly color: string; readonly label: string }[];
}

const SVG = 'http://www.w3.org/2000/svg';
// Everything a plot is drawn with. Computed values are written into the copy, as its style sheets stay behind.
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'visibility',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
] as const;

// What names of a log may hold and no XML: with one of these nothing reads the drawing any more.
const NOT_XML = /[\ufffe\uffff\p{Cs}]/gu;

const PAD = 16;
const HEAD = 52;
const LEGEND_LINE = 18;

function copyWithStyles(original: Element): Element {
  const copy = original.cloneNode(false) as Element;
  const computed = getComputedStyle(original);
  for (const name of PROPERTIES) {
    const value = computed.getPropertyValue(name);
    if (value !== '') copy.setAttribute(name, value);
  }
  copy.removeAttribute('class');
  copy.removeAttribute('style');
  for (const child of original.childNodes) {
    copy.append(child instanceof Element ? copyWithStyles(child) : child.cloneNode(false));
  }
  return copy;
}

function make(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Lays the legend out in lines of the picture's width; returns where each entry stands and how many lines there are. */
function placeLegend(entries: PictureText['legend'], width: number) {
  let x = PAD;
  let line = 0;
  const placed = entries.map((entry) => {
    // Average advance of Inter at 12 px is a little under 7 px.
    const needed = 24 + entry.label.length * 7;
    if (x > PAD && x + needed > width - PAD) {
      x = PAD;
      line++;
    }
    const at = { ...entry, x, line };
    x += needed;
    return at;
  });
  return { placed, lines: entries.length === 0 ? 0 : line + 1 };
}

/** The plots inside `root` as one standalone SVG with title, period and legend; null when there is nothing drawn. */
export function pictureOf(
  root: Element,
  text: PictureText,
): { readonly svg: string; readonly width: number; readonly height: number } | null {
  const plots = [...root.querySelectorAll<SVGSVGElement>('svg[data-plot], .recharts-wrapper > svg, .recharts-surface')]
    .filter(
      (svg, index, all) => all.indexOf(svg) === index && !all.some((other) => other !== svg && other.contains(svg)),
    )
    .filter((svg) => svg.getBoundingClientRect().width > 40);
  if (plots.length === 0) return null;
  const boxes = plots.map((svg) => svg.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const plotWidth = Math.max(...boxes.map((box) => box.right)) - left;
  const plotHeight = Math.max(...boxes.map((box) => box.bottom)) - top;
  const width = Math.ceil(plotWidth + 2 * PAD);
  const { placed, lines } = placeLegend(text.legend, width);
  const plotTop = HEAD + lines * LEGEND_LINE + (lines > 0 ? 8 : 0);
  const height = Math.ceil(plotTop + plotHeight + PAD);
  const style = getComputedStyle(root);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const font = style.fontFamily;
  const ink = colour('--uc-chart-text');
  const picture = make('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  picture.append(
    make('rect', { width, height, fill: colour('--uc-chart-surface') }),
    make('text', { x: PAD, y: 24, fill: ink, 'font-family': font, 'font-size': 15, 'font-weight': 600 }, text.title),
    make(
      'text',
      { x: PAD, y: 42, fill: colour('--uc-chart-dim'), 'font-family': font, 'font-size': 12 },
      text.subtitle,
    ),
  );
  for (const entry of placed) {
    const y = HEAD + entry.line * LEGEND_LINE;
    const named = /^var\((--[\w-]+)\)$/.exec(entry.color)?.[1];
    const fill = named === undefined ? entry.color : colour(named);
    picture.append(
      make('rect', { x: entry.x, y, width: 11, height: 11, rx: 2, fill }),
      make('text', { x: entry.x + 16, y: y + 10, fill: ink, 'font-family': font, 'font-size': 12 }, entry.label),
    );
  }
  for (const [index, plot] of plots.entries()) {
    const box = boxes[index];
    if (box === undefined) continue;
    const copy = copyWithStyles(plot);
    copy.setAttribute('x', String(PAD + box.left - left));
    copy.setAttribute('y', String(plotTop + box.top - top));
    copy.setAttribute('width', String(box.width));
    copy.setAttribute('height', String(box.height));
    copy.removeAttribute('tabindex');
    copy.removeAttribute('role');
    picture.append(copy);
  }
  const svg = new XMLSerializer().serializeToString(picture).replace(NOT_XML, '\ufffd');
  return { svg, width, height };
}

/** Draws a standalone SVG at twice its size, sharp on paper and on dense screens. */
export async function rasterise(svg: string, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    await new Promise<void>((resolve, reject) => {
      image.onload = () => resolve();
      image.onerror = () => reject(new Error('The chart could not be drawn as a picture.'));
      image.src = url;
    });
    const canvas = document.createElement('canvas');
    canvas.width = width * 2;
    canvas.height = height * 2;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('This browser cannot draw pictures.');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error('The picture came out empty.')) : resolve(blob)),
        'image/png',
      );
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}
