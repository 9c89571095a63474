/** One worker thread. Whatever ends it ends the task that it runs, and no other. */
import { Piscina } from 'piscina';

const MEMORY_MEGABYTES = 1024;
const SOURCE = import.meta.url.endsWith('.ts');

/** A worker file of this folder, from the sources as from the package. */
export function workerFile(name: 'worker' | 'figureWorker' | 'canary'): URL {
  return new URL(`./${name}${SOURCE ? '.ts' : '.js'}`, import.meta.url);
}

export class Thread {
  readonly #piscina: Piscina;
  #fail: ((error: Error) => void) | undefined;

  /** Starts the thread; its tasks go to the file's default export. Throws where the machine has no thread left. */
  constructor(file: URL) {
    this.#piscina = new Piscina({
      filename: file.href,
      minThreads: 1,
      maxThreads: 1,
      ...(SOURCE ? { execArgv: ['--import', import.meta.resolve('tsx')] } : {}),
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
    });
    // Piscina replaces a thread that ends between two tasks. Where it cannot, the next task would wait for ever.
    this.#piscina.on('error', (error: Error) => this.#fail?.(error));
  }

  /** Runs one task at a time; of another file, where one is given. */
  async run(task: unknown, file?: URL): Promise<unknown> {
    const failed = new Promise<never>((_, reject) => (this.#fail = reject));
    try {
      const options = file === undefined ? {} : { filename: file.href };
      return await Promise.race([this.#piscina.run(task, options), failed]);
    } finally {
      this.#fail = undefined;
    }
  }

  async end(): Promise<void> {
    await this.#piscina.destroy();
  }
}
