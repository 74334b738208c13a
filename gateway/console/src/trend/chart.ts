import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Drawing } from './lines.js';

const HEIGHT = 240;
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3]];

/** Draws into an element, again when its width or the colour scheme changes, or it goes to paper. Gives how to take it away. */
export function drawChart(at: HTMLElement, drawing: Drawing, said: (value: number) => string): () => void {
  let chart: UPlot | null = null;
  const draw = () => {
    chart?.destroy();
    chart = new UPlot(optionsFor(at, drawing, said), dataOf(drawing), at);
  };
  const resize = new ResizeObserver(() => {
    if (chart?.width !== at.clientWidth) draw();
  });
  const looks = ['(prefers-color-scheme: dark)', 'print'].map((query) => matchMedia(query));
  draw();
  resize.observe(at);
  for (const look of looks) look.addEventListener('change', draw);
  return () => {
    resize.disconnect();
    for (const look of looks) look.removeEventListener('change', draw);
    chart?.destroy();
  };
}

const dataOf = ({ years, lines, partial }: Drawing): UPlot.AlignedData => [
  [...years],
  ...lines.map(({ values }) => [...values]),
  [...partial],
];

function optionsFor(at: HTMLElement, drawing: Drawing, said: (value: number) => string): UPlot.Options {
  const style = getComputedStyle(at);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [ink, grid, ground] = [colour('--quiet'), colour('--line'), colour('--panel')];
  const font = `12px ${style.fontFamily}`;
  // Narrow charts name every second or third year, counted from the last.
  const every = Math.ceil((drawing.years.length * 42) / Math.max(at.clientWidth - 64, 1));
  const named = drawing.years.filter((_year, index) => (drawing.years.length - 1 - index) % every === 0);
  const axis: UPlot.Axis = { stroke: ink, font, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  const strokes = ['--line-0', '--line-1', '--line-2'].map(colour);
  return {
    width: at.clientWidth,
    height: HEIGHT,
    // The years of the table, as they are; no clock is involved.
    scales: { x: { time: false, range: (_chart, least, most) => [least - 0.3, most + 0.3] }, y: { range: fromZero } },
    axes: [
      { ...axis, splits: () => named, values: (_chart, years) => years.map(String), size: 32 },
      { ...axis, values: (_chart, values) => values.map(said), size: 64 },
    ],
    // The values are in the table; hovering would be for pointers only.
    cursor: { show: false },
    legend: { show: false },
    series: [
      {},
      ...drawing.lines.map((_line, index) => ({
        stroke: strokes[index % strokes.length],
        width: 2.5,
        dash: [...(dashes[index % dashes.length] ?? [])],
        spanGaps: false,
        points: { show: true, size: 8, fill: strokes[index % strokes.length] },
      })),
      { stroke: 'transparent', width: 0, points: { show: true, size: 9, width: 2, stroke: ink, fill: ground } },
    ],
  };
}

/** A chart of amounts that does not begin at nought makes small changes look large. */
const fromZero: UPlot.Range.Function = (_chart, least, most) => [Math.min(0, least * 1.1), most > 0 ? most * 1.12 : 1];
