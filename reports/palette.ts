/**
 * The colours of charts, light and dark. `one`, `two` and `ink` differ in lightness, so that they stay apart for every kind of
 * colour vision and in grey; `soft` always has a dash, a mark or a paleness of its own. test/reports/palette.test.ts computes that.
 */
export interface Palette {
  readonly page: string;
  readonly card: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly one: string;
  readonly two: string;
}

export const LIGHT: Palette = {
  page: '#fbfaf8',
  card: '#fff',
  ink: '#1d1c1a',
  soft: '#5b5853',
  line: '#dcd8d1',
  one: '#0a4790',
  two: '#c04f00',
};

export const DARK: Palette = {
  page: '#141618',
  card: '#1c1f22',
  ink: '#e9e7e3',
  soft: '#aba79f',
  line: '#383c40',
  one: '#86bdf5',
  two: '#de6b14',
};

/** As variables of a style sheet. */
export const variables = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, color]) => `--${name}:${color}`)
    .join(';');
