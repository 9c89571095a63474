/** Floating-point operations per second of non-fused 128-bit SIMD on one core; `rounds` rounds of some 2 ms, the best counts. */
export function simdLimit(rounds?: number): Promise<number>;
