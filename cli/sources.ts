/** Watches files for changes of their contents; what merely was touched is no change. */
import { readFileSync, watch, type FSWatcher } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Editors write a file in several steps. */
const SETTLE_MILLISECONDS = 150;

export class Sources {
  /** Changed since `take`. */
  readonly #changed = new Set<string>();
  #texts = new Map<string, string | undefined>();
  #watchers: readonly FSWatcher[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** `onChange` is called when what was changed has settled. */
  constructor(readonly onChange: () => void) {}

  get pending(): boolean {
    return this.#changed.size > 0;
  }

  get count(): number {
    return this.#texts.size;
  }

  /** Watches these files from now on. */
  follow(files: ReadonlySet<string>): void {
    this.close();
    const before = this.#texts;
    this.#texts = new Map([...files].map((file) => [file, before.get(file) ?? textOf(file)]));
    const folders = new Set([...files].map((file) => dirname(file)));
    this.#watchers = [...folders].map((folder) =>
      watch(folder, (_, name) => this.#look(name === null ? [...files] : [join(folder, basename(name))])),
    );
  }

  /** The files that were changed; from now on they count as seen. */
  take(): readonly string[] {
    const files = [...this.#changed].sort();
    this.#changed.clear();
    return files;
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  #look(files: readonly string[]): void {
    const ours = files.filter((file) => this.#texts.has(file));
    if (ours.length === 0) return;
    clearTimeout(this.#timer);
    for (const file of ours) {
      const text = textOf(file);
      // While an editor replaces a file it is not there.
      if (text === undefined || text === this.#texts.get(file)) continue;
      this.#texts.set(file, text);
      this.#changed.add(file);
    }
    if (this.pending) this.#timer = setTimeout(this.onChange, SETTLE_MILLISECONDS);
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
