/** A run that is over by then needs no bar. */
const quietMilliseconds = 1_000;
const stepMilliseconds = 100;
const cells = 30;

/** Where a bar is drawn: standard error, if that is a terminal. */
export interface BarStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface ProgressBar {
  /** To be called for each step; draws at most ten times a second. */
  readonly step: (done: number, total: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

/**
 * A bar on a terminal for what takes long; nothing elsewhere. Judging does not yield, so it is drawn at once and not by a timer.
 *
 * @param now milliseconds of a clock
 */
export function progressBar(stream: BarStream, now: () => number = () => performance.now()): ProgressBar | undefined {
  if (!stream.isTTY) return undefined;
  const start = now();
  let last = start;
  let drawn = false;
  return {
    step(done, total) {
      const time = now();
      if (time - start < quietMilliseconds || time - last < stepMilliseconds) return;
      last = time;
      drawn = true;
      const full = Math.round((done / Math.max(1, total)) * cells);
      stream.write(`\r${'█'.repeat(full)}${'░'.repeat(cells - full)} ${done}/${total}`);
    },
    end() {
      if (drawn) stream.write('\r\x1b[K');
      drawn = false;
    },
  };
}
