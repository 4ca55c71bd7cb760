/** Reads the files of `fixtures/cases`: many small configurations, each with what is to be found at which line. */
import { readFileSync } from 'node:fs';

export interface CaseFile {
  readonly text: string;
  /** Rules by line, perhaps with a severity: `vrrp/no-vip`, `vrrp/no-vip:info`. */
  readonly expected: ReadonlyMap<number, readonly string[]>;
}

export interface Case {
  readonly name: string;
  readonly target: string;
  readonly id: string | undefined;
  /** The first one includes the others, or all are nodes. */
  readonly nodes: boolean;
  readonly files: ReadonlyMap<string, CaseFile>;
}

/**
 * The format: `=== name [target=2.2.7] [id=lb1] [nodes]` starts a case, `--- file` a file of it; a line may end with `<<` and
 * the rules that find something there. `\u{a0}` stands for a character that cannot be seen.
 */
export function readCases(path: string): readonly Case[] {
  return readFileSync(path, 'utf8').split(/^=== /m).slice(1).map(readCase);
}

function readCase(text: string): Case {
  const [head = '', ...lines] = text.split('\n');
  const [name = '', ...words] = head.trim().split(/\s+/);
  const option = (key: string): string | undefined => words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
  const files = new Map<string, CaseFile>();
  const body = lines.join('\n').trimEnd();
  const parts = /^--- /m.test(body) ? body.split(/^--- /m).slice(1) : [`keepalived.conf\n${body}`];
  for (const part of parts) files.set(part.slice(0, part.indexOf('\n')).trim(), readFile(part.slice(part.indexOf('\n') + 1)));
  return { name, target: option('target') ?? '2.2.7', id: option('id'), nodes: words.includes('nodes'), files };
}

function readFile(text: string): CaseFile {
  const expected = new Map<number, readonly string[]>();
  const lines = text.trimEnd().split('\n').map((line, index) => {
    const mark = /^(.*?)\s*<< (.*)$/.exec(line);
    if (mark) expected.set(index + 1, (mark[2] ?? '').trim().split(/\s+/));
    return mark ? (mark[1] ?? '') : line;
  });
  return { text: `${lines.join('\n')}\n`.replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16))), expected };
}
