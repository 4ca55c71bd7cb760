import { progressBar } from './progress.ts';

function run(isTTY: boolean, times: readonly number[]): string[] {
  const written: string[] = [];
  const clock = [0, ...times];
  const bar = progressBar({ isTTY, write: (text) => written.push(text) }, () => clock.shift()!);
  times.forEach((_, index) => bar?.step(index, times.length));
  bar?.end();
  return written;
}

test('nothing without a terminal, and nothing for a short run', () => {
  expect(run(false, [5_000, 6_000])).toEqual([]);
  expect(run(true, [10, 500, 999])).toEqual([]);
});

test('a long run is drawn, not too often, and taken away at its end', () => {
  const written = run(true, [500, 1_200, 1_250, 2_000]);
  expect(written.map((text) => text.replace(/[█░]+/, '#'))).toEqual(['\r# 1/4', '\r# 3/4', '\r\x1b[K']);
});
