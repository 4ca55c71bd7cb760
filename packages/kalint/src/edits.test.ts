import { newest, noIncludes, readConfiguration, type SourceDocument } from '@kaconf/semantics';
import { applyEdits, parse } from '@kaconf/syntax';
import { firstLine, removal } from './edits.ts';

function documentOf(text: string): SourceDocument {
  return { path: 'a.conf', text, encoding: 'utf-8', tree: parse(text) };
}

function without(text: string, word: string): string {
  const start = text.indexOf(word);
  return applyEdits(text, [removal({ document: documentOf(text), range: { start, end: start + word.length } })]);
}

test.each([
  ['a line of its own', 'a {\n    b 1\n    c 2\n}\n', 'a {\n    c 2\n}\n'],
  ['with CRLF', 'a {\r\n    b 1\r\n    c 2\r\n}\r\n', 'a {\r\n    c 2\r\n}\r\n'],
  ['its comment stays', 'a {\n    b 1  # why\n}\n', 'a {\n    # why\n}\n'],
  ['its condition goes', 'a {\n    @lb1 b 1\n}\n', 'a {\n}\n'],
  ['behind a brace', 'a { b 1\n}\n', 'a {\n}\n'],
  ['before a brace', 'a {\n    b 1 }\n', 'a {\n    }\n'],
  ['between braces', 'a { b 1 }\n', 'a { }\n'],
  ['at the end of a file without a line end', 'a {\n}\nb 1', 'a {\n}\n'],
])('takes a directive out: %s', (_, text, expected) => {
  expect(without(text, 'b 1')).toBe(expected);
});

function withLine(text: string): string | undefined {
  const document = documentOf(text);
  const [block] = readConfiguration(document, { target: newest, includes: noIncludes }).blocks('virtual_server');
  const edit = block && firstLine(block, 'protocol TCP');
  return edit && applyEdits(text, [edit]);
}

test.each([
  ['as the others are indented', 'virtual_server 10.0.0.1 80 {\n  lb_algo rr\n}\n', 'virtual_server 10.0.0.1 80 {\n  protocol TCP\n  lb_algo rr\n}\n'],
  ['behind a comment on the line of the brace', 'virtual_server 10.0.0.1 80 {  # web\n\tlb_algo rr\n}\n', 'virtual_server 10.0.0.1 80 {  # web\n\tprotocol TCP\n\tlb_algo rr\n}\n'],
  ['into an empty block', 'virtual_server 10.0.0.1 80 {\n}\n', 'virtual_server 10.0.0.1 80 {\n    protocol TCP\n}\n'],
  ['into braces on one line', 'virtual_server 10.0.0.1 80 {}\n', 'virtual_server 10.0.0.1 80 {\n    protocol TCP\n}\n'],
  ['into a block on one line', 'virtual_server 10.0.0.1 80 { lb_algo rr }\n', 'virtual_server 10.0.0.1 80 {\n    protocol TCP\n    lb_algo rr }\n'],
])('puts a line in: %s', (_, text, expected) => {
  expect(withLine(text)).toBe(expected);
});
