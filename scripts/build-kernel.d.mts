/** The kernel's bytes, compiled from the AssemblyScript in `folder` (by default sim/kernel/assembly). */
export function compileKernel(folder?: string): Promise<Buffer>;
