import { newest, parseVersion } from '@kaconf/schema';
import { parse } from '@kaconf/syntax';
import { readConfiguration } from './read-configuration.ts';
import type { SourceDocument } from './document.ts';
import { expand } from './expand.ts';
import { readGenerator } from './generators.ts';
import { noIncludes, type IncludeResolver } from './include.ts';
import { Span } from './span.ts';

const document = (text: string, path = 'keepalived.conf'): SourceDocument => ({ path, text, encoding: 'utf-8', tree: parse(text) });
const lines = (text: string, configId?: string, includes: IncludeResolver = noIncludes, target = newest): readonly string[] =>
  expand(document(text), { target, configId, includes }).map((line) => `${'  '.repeat(line.depth)}${line.text}`);

describe('what precedes the meaning of a line', () => {
  test('definitions are replaced at use, with what they hold then', () => {
    expect(lines('$A=x${B}\n$B=1\nrouter_id $A\n$B=2\nrouter_id ${A}y\n')).toEqual(['router_id x1', 'router_id x2y']);
  });

  test('a plain reference needs a delimiter behind it', () => {
    expect(lines('$N=7\na $N.x $N/y $N\n')).toEqual(['a $N.x $N/y 7']);
  });

  test('a definition of several lines holds blocks', () => {
    expect(lines('$BODY= \\\n    vrrp_instance $NAME { \\\n        priority 1 \\\n    }\n$NAME=A\n$BODY\n$NAME=B\n$BODY\n')).toEqual(['vrrp_instance A {', '  priority 1', '}', 'vrrp_instance B {', '  priority 1', '}']);
  });

  test('conditions drop their physical line only', () => {
    const text = '@lb1 priority 150\n@^lb1 priority 100\n@lb2 a { b }\nc\n';
    expect(lines(text, 'lb1')).toEqual(['priority 150', 'c']);
    expect(lines(text, 'lb2')).toEqual(['priority 100', 'a {', '  b', '}', 'c']);
  });

  test('generators repeat the rest of their line; nested ones vary fastest', () => {
    expect(lines('~SEQ(A,1,2) ~LST(B,x,y) v$A$B ${A}${B}\n')).toEqual(['v$A$B 1x', 'v$A$B 1y', 'v$A$B 2x', 'v$A$B 2y'].map((line) => line.replace('$B', line.slice(-1))));
  });

  test('an include is read in its place, and definitions go through', () => {
    const inner = document('$P=5\nb $Q\n', 'inner.conf');
    const includes: IncludeResolver = { resolve: (pattern) => (pattern === 'inner.conf' ? { documents: [inner], problems: [] } : { documents: [], problems: [{ problem: 'missing', path: pattern }] }) };
    expect(lines('$Q=4\na {\n    include inner.conf\n    c $P\n}\n', undefined, includes)).toEqual(['a {', '  b 4', '  c 5', '}']);
  });

  test('a cycle of includes ends', () => {
    const self: SourceDocument = document('include self.conf\nx\n', 'self.conf');
    const configuration = readConfiguration(self, { target: newest, includes: { resolve: () => ({ documents: [self], problems: [] }) } });
    expect(configuration.factsOf('include').map((fact) => fact.problem)).toContain('cycle');
    expect(configuration.complete).toBe(false);
  });

  test('a definition that refers to itself ends as well', () => {
    for (const text of ['$A=$A\nrouter_id $A\n', '$A=${B}\n$B=x${A}\nrouter_id ${A}\n', '$A=$A $A\nx $A\n']) {
      const configuration = readConfiguration(document(text), { target: newest });
      expect(configuration.factsOf('definition-loop')).toHaveLength(1);
    }
  });

  test('growth and bombs are bounded', () => {
    let text = '$A0=xxxxxxxxxxxxxxxx\n';
    for (let index = 1; index < 40; index++) text += `$A${index}=\${A${index - 1}}\${A${index - 1}}\n`;
    expect(() => readConfiguration(document(`${text}router_id \${A39}\n~SEQ(A,1,1000000) ~SEQ(B,1,1000000) x $A\n`), { target: newest })).not.toThrow();
  });
});

describe('the way back', () => {
  test('a word from a definition points to its use', () => {
    const text = '$PRIO=150\nvrrp_instance VI_1 {\n    priority $PRIO\n}\n';
    const [instance] = readConfiguration(document(text), { target: newest }).blocks('vrrp_instance');
    const value = instance?.get('priority')?.args.value;
    expect(value && text.slice(value.range.start, value.range.end)).toBe('$PRIO');
  });

  test('slices of a span keep their origins', () => {
    const span = Span.concat(Span.literal('priority ', 10), Span.inserted('150', { start: 19, end: 24 }, undefined), Span.literal(' # x', 24));
    expect(span.text).toBe('priority 150 # x');
    expect(span.origin(9, 12)).toEqual({ start: 19, end: 24 });
    expect(span.slice(9).origin(0, 3)).toEqual({ start: 19, end: 24 });
    expect(span.origin(0, 8)).toEqual({ start: 10, end: 18 });
  });
});

describe('readGenerator', () => {
  const values = (name: 'SEQ' | 'SEQx' | 'LST', args: string) => readGenerator(name, args, newest)?.values.map((round) => round.join(' '));

  test('start, step and end have the defaults of keepalived', () => {
    expect(values('SEQ', 'N,3')).toEqual(['1', '2', '3']);
    expect(values('SEQ', 'N,0')).toEqual(['1', '0']);
    expect(values('SEQ', 'N,-2')).toEqual(['-1', '-2']);
    expect(values('SEQ', 'N , 0 , 2 , 5')).toEqual(['0', '2', '4']);
    expect(values('SEQ', 'N,0x0a,12')).toEqual(['10', '11', '12']);
    expect(values('SEQx', 'N,9,11')).toEqual(['9', 'a', 'b']);
  });

  test('what keepalived refuses', () => {
    for (const args of ['N', '', 'N,a,b', 'N,1,0,5', 'N,1,-1,5', 'N,1,2,3,4']) expect(values('SEQ', args)).toBeUndefined();
    expect(values('SEQx', 'N,-1,1')).toBeUndefined();
    expect(values('LST', '{A,B},{1,2,3}')).toBeUndefined();
    expect(readGenerator('LST', 'A,1', parseVersion('2.0.9') ?? 0)).toBeUndefined();
  });

  test('lists of values, missing ones empty', () => {
    expect(values('LST', 'A,x,,y')).toEqual(['x', '', 'y']);
    expect(values('LST', '{A,B},{1,2},{3}')).toEqual(['1 2', '3 ']);
    expect(values('LST', '{A,B},1,2')).toEqual(['1 ', '2 ']);
  });
});

describe('recovery', () => {
  const read = (text: string) => readConfiguration(document(text), { target: newest });

  test('an unknown block is skipped as meant, and read at another level by keepalived', () => {
    const configuration = read('vrrp_instanze VI_1 {\n    state MASTER\n}\nglobal_defs {\n    router_id x\n}\n');
    expect(configuration.facts.map((fact) => fact.code)).toEqual(['unknown-keyword']);
    expect(configuration.asRead?.facts.map((fact) => `${fact.line} ${fact.code}`)).toEqual(expect.arrayContaining(['1 unknown-keyword', '1 unexpected-block', '2 unknown-keyword', '3 stray-close']));
    expect(configuration.blocks('global_defs')).toHaveLength(1);
  });

  test('a missing brace does not swallow the blocks that follow', () => {
    const configuration = read('vrrp_instance VI_1 {\n    priority 100\n    authentication {\n        auth_type PASS\n}\n\nvrrp_instance VI_2 {\n    priority 90\n}\n');
    expect(configuration.blocks('vrrp_instance').map((block) => block.words[1]?.text)).toEqual(['VI_1', 'VI_2']);
    expect(configuration.factsOf('unclosed-block')).toHaveLength(1);
  });

  test('a sound file is read once', () => {
    expect(read('global_defs {\n    router_id x\n}\n').asRead).toBeUndefined();
  });

  test('a fragment is judged as the inside of its block', () => {
    const configuration = read('real_server 192.0.2.10 80 {\n    weight 1\n}\n');
    expect(configuration.facts.map((fact) => fact.code)).toEqual(['fragment']);
    expect(configuration.blocks('virtual_server.real_server')).toHaveLength(1);
    expect(read('# kalint-context real_server\nweight -1\n').facts.map((fact) => fact.code)).toEqual(['fragment', 'mismatch']);
  });
});
