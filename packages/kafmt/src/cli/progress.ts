import { isTerminal, writeAll } from './output.ts';

/** Runs shorter than this need no bar. */
const patienceMs = 500;
const columns = 30;

/** A bar on standard error while many files are worked on; silent where standard error is no terminal. */
export class Progress {
  private readonly total: number;
  private readonly visible = isTerminal(2);
  private readonly begun = Date.now();
  private done = 0;
  private shown = '';

  constructor(total: number) {
    this.total = total;
  }

  /** One more file is done. */
  step(): void {
    this.done += 1;
    if (!this.visible || Date.now() - this.begun < patienceMs) return;
    const filled = Math.round((this.done / this.total) * columns);
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(columns - filled)}] ${this.done}/${this.total}`;
    if (bar === this.shown) return;
    void writeAll(2, `\r${bar}`);
    this.shown = bar;
  }

  /** Takes the bar away, so that something else can be printed. */
  clear(): void {
    if (this.shown === '') return;
    void writeAll(2, `\r${' '.repeat(this.shown.length)}\r`);
    this.shown = '';
  }
}
