/** What a trial is for. Its text is part of the trial's name, and so of the names of its streams: a text that changes meets fresh data. */

export type Purpose =
  /** A claim's trial, a broken twin's, one that freezes constants, one whose time `fct plan` takes. */
  | { readonly kind: 'main' | 'control' | 'calibration' | 'plan' }
  /** The path of a main ladder on fresh streams. */
  | { readonly kind: 'again'; readonly ladder: number }
  /** The path of a main ladder, shrunk by these steps, on fresh streams: is it a witness? */
  | { readonly kind: 'witness'; readonly ladder: number; readonly steps: readonly number[] }
  /** One step of a trial, repeated by other code; which trial, the key's variant says. */
  | { readonly kind: 'audit'; readonly of: 'main' | 'control' }
  /** A trial of a cell of a regime map. */
  | { readonly kind: 'explore'; readonly cell: string }
  /** A draw that finds what decides, or one that tests it. */
  | { readonly kind: 'decide'; readonly part: 'find' | 'test' }
  /** The path that all points of a hunt share. */
  | { readonly kind: 'hunt-path' }
  /** A trial of a hunt; points on one stream share their random numbers. */
  | {
      readonly kind: 'hunt';
      readonly target: string;
      readonly domain: string;
      readonly relaxed: string | null;
      readonly stream: string;
    };

export function purposeText(purpose: Purpose): string {
  switch (purpose.kind) {
    case 'again':
      return `again:${purpose.ladder}`;
    case 'witness':
      return `witness:${purpose.ladder}:${purpose.steps.join('.')}`;
    case 'explore':
      return `explore:${purpose.cell}`;
    case 'decide':
      return `decide:${purpose.part}`;
    case 'hunt-path':
      return 'hunt';
    case 'hunt':
      return `hunt:${purpose.target}:${purpose.domain}:${purpose.relaxed ?? ''}:${purpose.stream}`;
    default:
      return purpose.kind;
  }
}

/** What a key says of its purpose. */
interface KeyWords {
  readonly purpose: string;
  readonly variant: string;
}

/** The purpose of a key; undefined if its text does not name a purpose. */
export function purposeOf({ purpose, variant }: KeyWords): Purpose | undefined {
  switch (purpose) {
    case 'main':
    case 'control':
    case 'calibration':
    case 'plan':
      return { kind: purpose };
    case 'audit':
      return { kind: purpose, of: variant === 'main' ? 'main' : 'control' };
    case 'decide:find':
      return { kind: 'decide', part: 'find' };
    case 'decide:test':
      return { kind: 'decide', part: 'test' };
    case 'hunt':
      return { kind: 'hunt-path' };
  }
  const [, ladder] = /^again:(0|[1-9]\d*)$/.exec(purpose) ?? [];
  if (ladder !== undefined) return { kind: 'again', ladder: Number(ladder) };
  const [, of, steps] = /^witness:(0|[1-9]\d*):((?:(?:0|[1-9]\d*)(?:\.(?=\d)|$))*)$/.exec(purpose) ?? [];
  if (of !== undefined)
    return { kind: 'witness', ladder: Number(of), steps: steps === '' ? [] : steps!.split('.').map(Number) };
  const [, cell] = /^explore:(.*)$/.exec(purpose) ?? [];
  if (cell !== undefined) return { kind: 'explore', cell };
  const [, target, domain, relaxed, stream] = /^hunt:([^:]*):([^:]*):([^:]*):(.*)$/.exec(purpose) ?? [];
  if (target === undefined) return undefined;
  return { kind: 'hunt', target, domain: domain!, relaxed: relaxed || null, stream: stream! };
}
