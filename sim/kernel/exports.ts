/** The module's exports; addresses are bytes in its memory (assembly/memory.ts says what lies there). */
export interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly V: Pointer;
  readonly Z: Pointer;
  readonly Y: Pointer;
  readonly SIGN: Pointer;
  readonly STRIDE: Pointer;
  readonly LOSS: Pointer;
  readonly LOSSES: Pointer;
  readonly MEAN: Pointer;
  readonly SHIFT: Pointer;
  readonly SLOPE: Pointer;
  readonly BASE: Pointer;
  readonly CUT: Pointer;
  readonly RAMP: Pointer;
  readonly JUMP: Pointer;
  readonly MU_P: Pointer;
  readonly MU_M: Pointer;
  readonly MINUS_MU_M: Pointer;
  readonly ID: Pointer;
  readonly OOD: Pointer;
  readonly READOUT: Pointer;
  readonly COUNT: Pointer;
  readonly scale: Pointer;
  /** Pairs computed and examples recomputed in the last skipping step. */
  readonly computedPairs: Pointer;
  readonly recomputed: Pointer;
  readonly kappa: Pointer;
  readonly SET: Pointer;
  readonly GATES: Pointer;
  readonly MARGIN_P: Pointer;
  readonly MARGIN_M: Pointer;
  readonly POSITION: Pointer;
  readonly CANDIDATES: Pointer;
  readonly FORM: Pointer;
  layout(examples: number, neurons: number, d0: number): void;
  stream(k0: number, k1: number, k2: number, k3: number, dCore: number, randomLabels: boolean): void;
  draw(page: number): void;
  drawClass(page: number, label: number): void;
  setScale(scale: number): void;
  /** The slope of the activation below 0. */
  setSlope(slope: number): void;
  /** The outputs of a leaky network, from those of `forward`. */
  leakOutputs(): void;
  forward(): void;
  margin(limit: number): number;
  forwardSkipping(limit: number): number;
  probeRelu(label: number): void;
  probeLinear(): void;
  rates(label: number, dense: boolean): void;
  trainRelu(
    step: number,
    steps: number,
    decay: number,
    rate: number,
    classAverage: boolean,
    dense: boolean,
  ): void;
  trainLinear(step: number, steps: number, decay: number, rate: number, classAverage: boolean): void;
}

type Pointer = { readonly value: number };
