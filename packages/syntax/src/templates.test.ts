import { findTags } from './tags.ts';
import { delimitersFor, type TemplateMode } from './templates.ts';

const tagsOf = (text: string, mode: TemplateMode, filepath?: string): string[] =>
  findTags(text, delimitersFor(mode, filepath, text)).map(({ start, end, kind }) => `${kind} ${text.slice(start, end)}`);

test.each<[string, TemplateMode, string | undefined, string[]]>([
  ['a {{ b }} c', 'jinja2', undefined, ['inline {{ b }}']],
  ['  {% if a %}  \nb\n{% endif %}', 'jinja2', undefined, ['line {% if a %}', 'line {% endif %}']],
  ['{% if a %} {% if b %}\n', 'jinja2', undefined, ['line {% if a %} {% if b %}']],
  ['{% if a %} b {% endif %}\n', 'jinja2', undefined, ['inline {% if a %}', 'inline {% endif %}']],
  ['{% set a %} {{ b }}\n', 'jinja2', undefined, ['inline {% set a %}', 'inline {{ b }}']],
  ['{# one\ntwo #}\n', 'jinja2', undefined, ['line {# one\ntwo #}']],
  ['a {{ b\n{{ c }}', 'jinja2', undefined, ['inline {{ c }}']],
  ['a {{ b', 'jinja2', undefined, []],
  ['<%- if a { -%>\n<%= b %>\n', 'epp', undefined, ['line <%- if a { -%>', 'inline <%= b %>']],
  ['<%# note %>\n', 'erb', undefined, ['line <%# note %>']],
  ['{{- range .a }}\n{{ .b }}\n{{ end }}\n', 'go', undefined, ['line {{- range .a }}', 'inline {{ .b }}', 'line {{ end }}']],
  ['{{ $a := .b }}{{ $c = 1 }}\n{{ $a }}\n{{ endpoint }}\n{{/* note */}}\n', 'go', undefined, ['line {{ $a := .b }}{{ $c = 1 }}', 'inline {{ $a }}', 'inline {{ endpoint }}', 'line {{/* note */}}']],
  ['{{ a }}', 'off', 'a.conf.j2', []],
])('tags of %j as %s', (text, mode, filepath, expected) => {
  expect(tagsOf(text, mode, filepath)).toEqual(expected);
});

test.each<[string, string | undefined, string]>([
  ['a {{ b }}', 'a.conf.j2', '{{ {% {#'],
  ['nothing', 'templates/keepalived.erb', '<%'],
  ['nothing', 'x.epp', '<%'],
  ['a {{ b }}', 'x.tmpl', '{{ {% {#'],
  ['a {{ .b }}', 'x.tmpl', '{{'],
  ['a {{ .b }}', 'keepalived.conf', '{{'],
  ['{{ if .a }}', undefined, '{{'],
  ['a {{ b }}', undefined, '{{ {% {#'],
  ['{% if a %}', undefined, '{{ {% {#'],
  ['a <%= b %>', 'keepalived.conf', '<%'],
  ['# {{ comment }} {% x %} <% y %>', 'keepalived.conf', ''],
  ['! {{ comment }}', 'keepalived.conf', ''],
  ['script "{{ quoted }}"', 'keepalived.conf', ''],
  ['virtual_ipaddress {{ a', 'keepalived.conf', ''],
  ['a { b { c } }', 'keepalived.conf', ''],
])('%j in %s is read with the tags %j', (text, filepath, expected) => {
  expect(delimitersFor('auto', filepath, text).map(({ open }) => open).join(' ')).toBe(expected);
});

test('a text full of openings takes linear time', () => {
  expect(findTags('{{ '.repeat(200_000), delimitersFor('jinja2', undefined, ''))).toEqual([]);
  expect(findTags(`${'{{ '.repeat(100_000)}}}`, delimitersFor('jinja2', undefined, ''))).toHaveLength(1);
});
