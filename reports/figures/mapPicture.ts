/** Grad-CAM maps beside their images, as SVG text: a row an image, the image and then the map of either training. */
import { PLATE, SIDE } from '../../sim/images/draw.ts';
import { MAP_SIDE } from '../../sim/images/network.ts';
import { IMAGE_TRAININGS, type ImageCurve, type ImageFigure } from '../../properties/records/imageFigure.ts';

type Example = ImageCurve['examples']['id'][number];
type Curves = Pick<ImageFigure, 'curves'>;

/** Pixels of one picture, and from one to the next. */
const CELL = 88;
const STEP = 104;
const HEAD = 18;

/** Of four images, two of each class. */
export const PICTURE_SIZE = { width: 3 * STEP, height: HEAD + 4 * STEP };

/** The examples of the first seed, on the images that `shown` says. */
export function mapPicture(
  figure: Curves,
  { title, shown }: { readonly title: string; readonly shown: 'id' | 'ood' },
): string {
  const [id, environments] = IMAGE_TRAININGS.map((training) => examplesOf(figure, training)[shown]);
  const { width, height } = PICTURE_SIZE;
  const heads = ['image', 'ID-trained', 'environments'].map((words, i) =>
    text(i * STEP + CELL / 2, 12, words),
  );
  const rows = id!.map((example, n) => {
    const y = HEAD + n * STEP;
    return [
      at(0, y, pixels(example), text(CELL / 2, CELL + 12, shapeOf(example.label))),
      ...[example, environments![n]!].map(({ map, share }, i) =>
        at((i + 1) * STEP, y, heat(map), text(CELL / 2, CELL + 12, share?.toFixed(2) ?? 'none')),
      ),
    ].join('');
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `style="max-width:${width}px;font-size:12px" class="plot" role="img" aria-label="Test images ${title} and their Grad-CAM maps, ID-trained and environments-trained">` +
    `${heads.join('')}${rows.join('')}</svg>`
  );
}

/** One row for each place of each map that is shown: training, images, number of the image, its shape, row, column, saliency. */
export function mapRows(figure: Curves): readonly (readonly (string | number)[])[] {
  return IMAGE_TRAININGS.flatMap((training) =>
    (['id', 'ood'] as const).flatMap((shown) =>
      examplesOf(figure, training)[shown].flatMap(({ label, map }, n) =>
        map.map((value, p) => [
          training,
          shown,
          n + 1,
          shapeOf(label),
          Math.floor(p / MAP_SIDE),
          p % MAP_SIDE,
          value,
        ]),
      ),
    ),
  );
}

/** Of the first seed. */
const examplesOf = ({ curves }: Curves, training: ImageCurve['training']) =>
  curves.find((c) => c.training === training && c.model === 'convolutional')!.examples;

const shapeOf = (label: number) => (label > 0 ? 'disc' : 'cross');

const text = (x: number, y: number, words: string) =>
  `<text x="${x}" y="${y}" text-anchor="middle" fill="currentColor">${words}</text>`;

const at = (x: number, y: number, ...parts: readonly string[]) =>
  `<g transform="translate(${x},${y})">${parts.join('')}${plate}</g>`;

const unit = CELL / SIDE;
const plate = `<rect x="${PLATE.from * unit}" y="${PLATE.from * unit}" width="${(PLATE.to - PLATE.from) * unit}" height="${(PLATE.to - PLATE.from) * unit}" fill="none" stroke="var(--ink)" stroke-dasharray="3 3"/>`;

/** Neighbours of one colour in a row are one rectangle. */
function pixels({ pixels }: Example): string {
  const colour = (p: number) => `rgb(${pixels.slice(3 * p, 3 * p + 3).join(',')})`;
  return squares(SIDE, (p) => `fill="${colour(p)}"`);
}

function heat(map: readonly number[]): string {
  const most = Math.max(...map);
  const frame = `<rect width="${CELL}" height="${CELL}" fill="var(--card)" stroke="var(--line)"/>`;
  return (
    frame +
    squares(MAP_SIDE, (p) => {
      const part = most === 0 ? 0 : map[p]! / most;
      return part < 0.005 ? '' : `fill="var(--two)" fill-opacity="${part.toFixed(2)}"`;
    })
  );
}

function squares(side: number, fillOf: (place: number) => string): string {
  const size = CELL / side;
  let drawn = '';
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side;) {
      const fill = fillOf(row * side + column);
      let wide = 1;
      while (column + wide < side && fillOf(row * side + column + wide) === fill) wide++;
      if (fill !== '')
        drawn += `<rect x="${column * size}" y="${row * size}" width="${wide * size}" height="${size}" ${fill} shape-rendering="crispEdges"/>`;
      column += wide;
    }
  return drawn;
}
