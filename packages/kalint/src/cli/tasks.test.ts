import { Handout, type Task } from './tasks.ts';
import { weightOf } from './weight.ts';

const tasks = (count: number): Task[] => Array.from({ length: count }, (_, index) => ({ index, path: `${index}.conf`, name: String(index) }));

test.each([[[true, true, false, true, false, false, true]], [[false, false, false, false, false]], [[true, true, true, true, true]]])('each task is taken once, from both ends (%j)', (turns) => {
  const all = tasks(5);
  const handout = new Handout(all);
  // As a thread sees it that was given the same memory.
  const other = new Handout(all, handout.counters);
  const taken = turns.map((light) => (light ? handout.takeLight() : other.takeHeavy()));
  const lights = taken.filter((task, at) => task && turns[at]).map((task) => task?.index);
  const heavies = taken.filter((task, at) => task && !turns[at]).map((task) => task?.index);
  expect([...lights, ...heavies].sort()).toEqual([0, 1, 2, 3, 4]);
  expect(lights).toEqual(lights.map((_, at) => at));
  expect(heavies).toEqual(heavies.map((_, at) => 4 - at));
  expect(handout.left).toBe(0);
  expect(other.takeHeavy()).toBeUndefined();
  expect(handout.takeLight()).toBeUndefined();
});

test('workers tell that they have begun', () => {
  const handout = new Handout(tasks(1));
  expect(handout.workers).toBe(0);
  new Handout(tasks(1), handout.counters).begin();
  expect(handout.workers).toBe(1);
  expect(handout.left).toBe(1);
});

test('a file weighs what comes out of it', () => {
  const block = '$B=vrrp_instance V$N {\n}\n';
  const plain = weightOf(block);
  expect(plain).toBe(block.length);
  const few = weightOf(`${block}~SEQ(N,1,3) $B\n`);
  const many = weightOf(`${block}~SEQ(N, 1, 255) $B\n`);
  expect(few).toBeGreaterThan(plain);
  expect(many).toBeGreaterThan(50 * few);
  expect(weightOf(`${block}~SEQ(M,1,10) ~SEQ(N,255) $B\n`)).toBeGreaterThan(9 * many);
  expect(weightOf(`${block}~LST(N,a,b,c) $B\n`)).toBeGreaterThan(few - 100);
  expect(weightOf(`@low $I=a\n@high $I=b\n${block}`)).toBeGreaterThan(2 * plain);
});

test('nothing in a text makes the guess take long', () => {
  const started = performance.now();
  for (const text of ['~SEQ('.repeat(100_000), `~SEQ(N,1,2)`.repeat(100_000), `${'~SEQ(N,1,2)'.repeat(9)}\n`.repeat(20_000), '@'.repeat(300_000), `@a\n`.repeat(100_000), `~LST(${','.repeat(300_000)}`]) expect(Number.isFinite(weightOf(text))).toBe(true);
  // Two orders of magnitude more than it takes: a bound for what grows with the square, not for a slow machine.
  expect(performance.now() - started).toBeLessThan(20_000);
});
