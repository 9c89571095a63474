/**
 * Where everything lies. One linear memory, laid out anew by `layout` for every shape and grown when needed.
 *
 * Padding, invisible outside: a row holds D = 8 ceil(d0 / 8) features, the added ones zero in every example and
 * every neuron; examples come in panels of 4 (PANELS = ceil(N / 4)), the added ones zero and in no class mask;
 * neurons come in pairs, the added one zero with sign 0.
 *
 * Examples are stored signed, zy_n = y_n z_n: the gradient needs exactly this vector, and the forward pass gets
 * <v, z> back as y <v, zy>, without rounding.
 *
 * A set of examples is a string of PANELS bytes, four examples to a byte (bit i of byte p: example 4 p + i),
 * padded to a multiple of 8 bytes so that 32 examples are one 64-bit word.
 */

export let N: i32 = 0;
export let M: i32 = 0;
/** Bytes of a row. */
export let STRIDE: usize = 0;
/** Bytes of a set of examples. */
export let SET: usize = 0;
export let PANELS: i32 = 0;
/** Neurons, padded to an even number. */
export let WIDTH: i32 = 0;

/** [N, D] signed examples. */
export let Z: usize = 0;
/** [WIDTH, D] weights. */
export let V: usize = 0;
/** [N] labels, +1 or -1. */
export let Y: usize = 0;
/** [WIDTH] signs of a_k, as float32. */
export let SIGN: usize = 0;
/** [N] sum_k sign_k relu(<v_k, z_n>) = m h(z_n). */
export let OUT: usize = 0;
/** [WIDTH] sets: the examples on which neuron k is active. */
export let GATES: usize = 0;
/** Sets: the examples of each class, and those of each class in the margin. */
export let CLASS_P: usize = 0;
export let CLASS_M: usize = 0;
export let MARGIN_P: usize = 0;
export let MARGIN_M: usize = 0;
/** [D] sums of zy over the margin examples of each class. */
export let SUM_P: usize = 0;
export let SUM_M: usize = 0;
/** [D] the sum over gated examples for one neuron. */
export let GRADIENT: usize = 0;
/** Addresses of rows of Z or of V: to add, and to subtract. */
export let LIST_ADD: usize = 0;
export let LIST_SUB: usize = 0;
/** [D] each: the two pieces of every strength (batch.ts), and all ones for a core feature, zero for a background one. */
export let SLOPE: usize = 0;
export let BASE: usize = 0;
export let CUT: usize = 0;
export let RAMP: usize = 0;
export let JUMP: usize = 0;
export let CORE: usize = 0;
/** [4, D] sign bits of a signed example: row 1 for label -1, row 2 for core sign -1, row 3 for both. */
export let SIGN_ROWS: usize = 0;
/** [D] float64 each: the identity's mean initial weight and common shift; [D] float32 its present mean weight. */
export let MEAN: usize = 0;
export let SHIFT: usize = 0;
export let MEAN_NOW: usize = 0;
/** [LOSSES] float64: mean hinge loss of each step of a call. */
export let LOSS: usize = 0;

/**
 * Of skipping.ts. Per position (an example, classes apart): address of its row, its products with the two centres,
 * its distance from the class mean, y m h, and the penalty of the certificate. POSITION: where example n is.
 */
export let ROWS: usize = 0;
export let POSITION: usize = 0;
export let P_PLUS: usize = 0;
export let P_MINUS: usize = 0;
export let E: usize = 0;
export let YOUT: usize = 0;
export let PENALTY: usize = 0;
/** Of every group of 8 panels, lane by lane: least and greatest P_PLUS, the same of P_MINUS, greatest E (80 bytes). */
export let GROUPS: usize = 0;
/** The set of positions not certified past the margin. */
export let OPEN: usize = 0;
/** [WIDTH] sets of positions: the pairs not settled, then the exceptions. */
export let CANDIDATES: usize = 0;
/** [WIDTH] 64 bytes each. */
export let FORM: usize = 0;
/** [D] each. */
export let U_PLUS: usize = 0;
export let U_MINUS: usize = 0;
export let B_P: usize = 0;
export let B_M: usize = 0;
export let MU_P: usize = 0;
export let MU_M: usize = 0;
export let MINUS_MU_M: usize = 0;
export let SUM_BOTH: usize = 0;
export let GRADIENT_2: usize = 0;
export let ZERO: usize = 0;

/** Of leak.ts: [D] sum of sign_k v_k; per position, the slope times its product with the signed example. */
export let LEAK_SUM: usize = 0;
export let LEAK: usize = 0;

/** Of probe.ts: y h in and out of distribution, [N] float64 each; the identity's mean weight, and the same with a negated
 * background, [D] float64 each; the number of examples that activate each neuron, [WIDTH] int32. */
export let ID: usize = 0;
export let OOD: usize = 0;
export let READOUT: usize = 0;
export let READOUT_OOD: usize = 0;
export let COUNT: usize = 0;

/** The most steps of one call. */
export const LOSSES: i32 = 1024;

let top: usize = 0;

function take(bytes: usize): usize {
  const at = top;
  top += (bytes + 63) & ~63;
  return at;
}

/** Lays the memory out for `n` examples, `m` neurons and `d0` features, all zero. */
export function layout(n: i32, m: i32, d0: i32): void {
  N = n;
  M = m;
  PANELS = (n + 3) >> 2;
  WIDTH = (m + 1) & ~1;
  SET = ((PANELS + 1 + 7) & ~7) as usize;
  const d = ((d0 + 7) & ~7) as usize;
  STRIDE = d * 4;
  const rows = (PANELS * 4) as usize;
  const width = WIDTH as usize;

  top = (__heap_base + 63) & ~63;
  const start = top;
  V = take(width * STRIDE);
  Z = take(rows * STRIDE);
  Y = take(rows * 4);
  SIGN = take(width * 4);
  OUT = take(rows * 4);
  GATES = take(width * SET);
  CLASS_P = take(SET);
  CLASS_M = take(SET);
  MARGIN_P = take(SET);
  MARGIN_M = take(SET);
  SUM_P = take(STRIDE);
  SUM_M = take(STRIDE);
  GRADIENT = take(STRIDE);
  const list = max(rows, width) * 4 + 16;
  LIST_ADD = take(list);
  LIST_SUB = take(list);
  SLOPE = take(STRIDE);
  BASE = take(STRIDE);
  CUT = take(STRIDE);
  RAMP = take(STRIDE);
  JUMP = take(STRIDE);
  CORE = take(STRIDE);
  SIGN_ROWS = take(4 * STRIDE);
  MEAN = take(STRIDE * 2);
  SHIFT = take(STRIDE * 2);
  MEAN_NOW = take(STRIDE);
  LOSS = take((LOSSES as usize) * 8);

  ROWS = take(rows * 4 + 16);
  POSITION = take(rows * 4);
  P_PLUS = take(rows * 4 + 16);
  P_MINUS = take(rows * 4 + 16);
  E = take(rows * 4 + 16);
  YOUT = take(rows * 4 + 16);
  PENALTY = take(rows * 4 + 16);
  GROUPS = take(((PANELS + 24) >> 3) as usize * 80);
  OPEN = take(SET);
  CANDIDATES = take(width * SET);
  FORM = take(width * 64);
  U_PLUS = take(STRIDE);
  U_MINUS = take(STRIDE);
  B_P = take(STRIDE);
  B_M = take(STRIDE);
  MU_P = take(STRIDE);
  MU_M = take(STRIDE);
  MINUS_MU_M = take(STRIDE);
  SUM_BOTH = take(STRIDE);
  GRADIENT_2 = take(STRIDE);
  ZERO = take(STRIDE);
  LEAK_SUM = take(STRIDE);
  LEAK = take(rows * 4 + 16);

  ID = take(rows * 8);
  OOD = take(rows * 8);
  READOUT = take(STRIDE * 2);
  READOUT_OOD = take(STRIDE * 2);
  COUNT = take(width * 4);

  grow();
  memory.fill(start, 0, top - start);
}

function grow(): void {
  const pages = ((top + 65535) >> 16) as i32;
  const have = memory.size();
  if (pages > have && memory.grow(pages - have) < 0) unreachable();
}
