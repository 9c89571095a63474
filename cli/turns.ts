/** Decides who may run: many at a time, or one alone. */
export class Turns {
  /** Most at a time. */
  most: number;
  #running = 0;
  #waitingAlone = 0;
  #alone = false;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.most = most;
  }

  /** Runs beside others. Those who wait to run alone go first. */
  async shared<T>(work: () => Promise<T>): Promise<T> {
    while (this.#alone || this.#waitingAlone > 0 || this.#running >= this.most) await this.#change();
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
      this.#tell();
    }
  }

  /** Runs while nothing else runs. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.#waitingAlone++;
    while (this.#alone || this.#running > 0) await this.#change();
    this.#waitingAlone--;
    this.#alone = true;
    try {
      return await work();
    } finally {
      this.#alone = false;
      this.#tell();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
