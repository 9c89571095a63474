/**
 * Compiles sim/kernel/assembly to WebAssembly. `node scripts/build-kernel.mjs [file]` writes it to `file`, by default
 * to sim/kernel/kernel.wasm; `compileKernel(sourceFolder)` returns the bytes.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const source = fileURLToPath(new URL('../sim/kernel/assembly', import.meta.url));

/** The kernel's bytes, compiled from the AssemblyScript in `folder`. */
export async function compileKernel(folder = source) {
  const temporary = await mkdtemp(join(tmpdir(), 'kernel-'));
  try {
    const out = join(temporary, 'kernel.wasm');
    const paths = ['index.ts', '--baseDir', folder, '--outFile', relative(folder, out)];
    const options = ['--runtime', 'stub', '--enable', 'simd', '-O3', '--converge', '--noAssert'];
    const { error, stderr } = await asc.main([...paths, ...options]);
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    return await readFile(out);
  } finally {
    await rm(temporary, { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = process.argv[2] ?? fileURLToPath(new URL('../sim/kernel/kernel.wasm', import.meta.url));
  const bytes = await compileKernel();
  await writeFile(target, bytes);
  console.log(`${relative(process.cwd(), target)}: ${bytes.length} bytes`);
}
