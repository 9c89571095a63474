/** One worker thread. If it ends, the task that it runs ends with it, and no other. */
import { Piscina } from 'piscina';
import { WORKER_FAULT } from './accident.ts';

const MEMORY_MEGABYTES = 1024;
const SOURCE = import.meta.url.endsWith('.ts');

/** A worker file of this folder, from the sources as from the package. */
export function workerFile(name: 'worker' | 'figureWorker' | 'canary'): URL {
  return new URL(`./${name}${SOURCE ? '.ts' : '.js'}`, import.meta.url);
}

/**
 * What lets a thread load TypeScript, as a module. Through `import` alone: what piscina tries first, `require`, must fail, or the
 * worker would have its modules from there and a suite's from `import`, as two copies.
 */
function typescript(): string {
  const api = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `data:text/javascript,${encodeURIComponent(`import { register } from ${api}; register();`)}`;
}

export class Thread {
  readonly #piscina: Piscina;
  #fail: ((error: Error) => void) | undefined;
  #isThere = true;

  /** Tasks go to the file's default export. The thread starts with the first task, which fails if the machine has no thread left. */
  constructor(file: URL, workerData?: unknown) {
    this.#piscina = new Piscina({
      filename: file.href,
      workerData,
      // Piscina would replace a thread that ended by itself, in an event of its own: where it cannot, no task would hear of it.
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: Infinity,
      ...(SOURCE ? { execArgv: ['--import', typescript()] } : {}),
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
    });
    // A task that has begun fails by itself: what is said here kept the file from being loaded.
    this.#piscina.on('error', (error: Error) => {
      error.message = WORKER_FAULT + error.message;
      this.#fail?.(error);
    });
    // One that ends before it took its task says nothing else. Where more is said, that comes first.
    this.#piscina.on('workerDestroy', () => {
      const fail = this.#fail;
      setImmediate(() => fail?.(new Error('worker exited before it took its task')));
    });
  }

  /** Runs one task at a time; of another file, where one is given. */
  async run(task: unknown, file?: URL): Promise<unknown> {
    const failed = new Promise<never>((_, reject) => (this.#fail = reject));
    try {
      const options = file === undefined ? {} : { filename: file.href };
      return await Promise.race([this.#post(task, options), failed]);
    } finally {
      this.#fail = undefined;
    }
  }

  /** Fails at once where no thread starts. Piscina then holds a task that nobody waits for, and would fail it at its end. */
  #post(task: unknown, options: { readonly filename?: string }): Promise<unknown> {
    try {
      return this.#piscina.run(task, options);
    } catch (error) {
      this.#isThere = false;
      throw error;
    }
  }

  async end(): Promise<void> {
    if (this.#isThere) await this.#piscina.destroy();
  }
}
