import { Announcement } from '../scripts/fuzz/announcement.ts';

test('another thread reads what was announced', () => {
  const writer = new Announcement();
  const reader = new Announcement(writer.shared);
  expect(reader.count).toBe(0);
  writer.announce(['a\uD800{\n', '']);
  expect([reader.count, reader.texts]).toEqual([1, ['a\uD800{\n', '']]);
  writer.announce(['longer than before', 'second']);
  expect([reader.count, reader.texts]).toEqual([2, ['longer than before', 'second']]);
  writer.announce(['alone']);
  expect([reader.count, reader.texts]).toEqual([3, ['alone']]);
  writer.announce(['x'.repeat(2_000_000), 'y'.repeat(2_000_000)]);
  expect(reader.texts.map((text) => [text[0], text.length])).toEqual([['x', 524_288], ['y', 524_288]]);
});
