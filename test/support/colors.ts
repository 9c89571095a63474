/** Colours as people see them: of every kind of colour vision, and in grey on paper. Independent of the reports. */

/** Of `#rrggbb` or `#rgb`: linear light of red, green and blue, 0 to 1 (IEC 61966-2-1). */
export function linearOf(hex: string): readonly number[] {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((d) => d + d) : hex.slice(1).match(/../g)!;
  return digits.map((pair) => {
    const v = parseInt(pair, 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
}

type Matrix = readonly (readonly number[])[];
const times = (m: Matrix, v: readonly number[]) =>
  m.map((row) => row.reduce((sum, x, i) => sum + x * v[i]!, 0));

const LUMINANCE = [0.2126, 0.7152, 0.0722];

/** Dichromacy after Machado, Oliveira and Fernandes (2009), severity 1; grey keeps the luminance. */
export const VISIONS: Readonly<Record<string, Matrix>> = {
  common: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  grey: [LUMINANCE, LUMINANCE, LUMINANCE],
};

const XYZ: Matrix = [[0.4124564, 0.3575761, 0.1804375], LUMINANCE, [0.0193339, 0.119192, 0.9503041]];
const WHITE = [0.95047, 1, 1.08883];

/** L*, a*, b* under D65 of a colour as the vision sees it. */
export function labOf(hex: string, vision = 'common'): readonly number[] {
  const seen = times(VISIONS[vision]!, linearOf(hex)).map((v) => Math.min(1, Math.max(0, v)));
  const [x, y, z] = times(XYZ, seen).map((v, i) => {
    const t = v / WHITE[i]!;
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
  }) as [number, number, number];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The distance of two colours in L*, a*, b* (CIE 1976). */
export const deltaE = (a: string, b: string, vision: string): number =>
  Math.hypot(...labOf(a, vision).map((v, i) => v - labOf(b, vision)[i]!));

/** Of WCAG 2: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [dark, light] = [a, b]
    .map((hex) => linearOf(hex).reduce((sum, v, i) => sum + LUMINANCE[i]! * v, 0) + 0.05)
    .sort((x, y) => x - y);
  return light! / dark!;
}
