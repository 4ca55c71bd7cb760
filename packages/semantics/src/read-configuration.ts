import type { Process, Version } from '@kaconf/schema';
import type { Directive } from './block.ts';
import { Configuration, type ConfigurationOptions, type Contents } from './configuration.ts';
import { hintsOf } from './brace-hints.ts';
import type { SourceDocument } from './document.ts';
import type { Fact, FactCode } from './fact.ts';
import { fragmentOf } from './fragment.ts';
import { noIncludes } from './include.ts';
import type { LogicalLine } from './logical-line.ts';
import { ReadingEnds } from './machine-state.ts';
import { Machine } from './machine.ts';
import type { ReaderOptions, ReaderSink } from './reader-options.ts';
import { Reader } from './reader.ts';
import { meantTree, treeFor } from './target-tree.ts';

/**
 * Reads a root file for one config id. Never throws on what the files hold.
 *
 * @param root the main file
 */
export function readConfiguration(root: SourceDocument, options: ConfigurationOptions): Configuration {
  // A block may end in another file: where files are included, the indentation is asked only if something is wrong.
  const several = root.text.includes('include');
  let written = readOnce(root, options, undefined, { guided: several ? [] : [root] });
  const { documents } = written.contents;
  if (several && written.anomalous && documents.some((document) => hasOddBraces(document, options.target))) written = readOnce(root, options, undefined, { guided: documents });
  // What keepalived makes of tags is nobody's question.
  const asRead = written.anomalous && !root.template ? readAsKeepalived(root, options) : undefined;
  return new Configuration(root, options, written.contents, asRead);
}

const processes: readonly Process[] = ['parent', 'checker', 'vrrp', 'bfd'];

/** The logical lines of a file with its includes, for several who want them. */
interface Recording {
  readonly reader: Reader;
  readonly lines: readonly LogicalLine[];
  /** The parent process reads the same lines as its children. */
  readonly forParent: boolean;
}

const physical: ReadonlySet<string> = new Set(['line-too-long', 'nul-byte', 'utf-16']);

function record(root: SourceDocument, options: ConfigurationOptions): Recording {
  const lines: LogicalLine[] = [];
  const reader = readerFor(options, 'child', { accept: (line) => lines.push(line) });
  reader.read(root);
  // A protected comment sign, a line that does not fit into the buffer, or a last line without end is another thing for the parent.
  const alike = ({ text, tree }: SourceDocument): boolean => !/\\[#!]/.test(text) && text.endsWith('\n') && !tree.problems.some(({ code }) => physical.has(code));
  return { reader, lines, forParent: reader.documents.every(alike) };
}

/** The four passes of keepalived (lexical facts, section 1), merged; each contributes the blocks of its concern. */
function readAsKeepalived(root: SourceDocument, options: ConfigurationOptions): Configuration {
  const directives: Directive[] = [];
  const facts = new Map<string, Fact>();
  let documents: readonly SourceDocument[] = [];
  let definitions: Contents['definitions'] = new Map();
  let complete = true;
  let hasUnknownWords = false;
  const recording = record(root, options);
  for (const process of processes) {
    const pass = readOnce(root, options, process, { recording });
    for (const directive of pass.contents.directives) directives.push(directive);
    for (const fact of pass.contents.facts) {
      const key = `${fact.code} ${fact.document.path} ${fact.range.start} ${fact.line}`;
      const known = facts.get(key);
      if (!known || (!known.reported && fact.reported)) facts.set(key, fact);
    }
    if (process === 'parent') ({ documents, definitions } = pass.contents);
    complete = complete && pass.contents.complete;
    hasUnknownWords ||= pass.contents.hasUnknownWords;
    if (pass.ended || pass.contents.facts.some(isFailedInclude)) break;
  }
  return new Configuration(root, options, { directives, facts: [...facts.values()], documents, complete, hasUnknownWords, definitions }, undefined);
}

function readerFor(options: ConfigurationOptions, pass: ReaderOptions['pass'], sink: ReaderSink): Reader {
  return new Reader({ target: options.target, configId: options.configId, includes: options.includes ?? noIncludes, includeCheck: options.includeCheck, pass }, sink);
}

/** Whether braces of a file have no partner in it. */
function hasOddBraces(document: SourceDocument, target: Version): boolean {
  return meantTree(document, target).problems.some((problem) => problem.code === 'unclosed-block' || problem.code === 'unexpected-close');
}

interface Help {
  /** Files in which the indentation tells where a brace is missing or one too many. */
  readonly guided?: readonly SourceDocument[];
  /** What the process reads; where the process ends early, how far it got has to be found out by reading. */
  readonly recording?: Recording;
}

function readOnce(root: SourceDocument, options: ConfigurationOptions, process: Process | undefined, { guided = [root], recording }: Help = {}): { contents: Contents; anomalous: boolean; ended: boolean } {
  const unbalanced = guided.some((document) => hasOddBraces(document, options.target));
  const hints = process === undefined && unbalanced ? hintsOf(guided, options.target) : undefined;
  const fragment = process === undefined ? fragmentOf(root, options.target) : undefined;
  const machine = new Machine({ target: options.target, process, unbalanced, hints, context: fragment?.context });
  const recorded = recording && (process !== 'parent' || recording.forParent) ? recording : undefined;
  const reader = recorded?.reader ?? readerFor(options, process === undefined ? 'written' : process === 'parent' ? 'parent' : 'child', machine);
  let ended = false;
  try {
    if (recorded) for (const line of recorded.lines) machine.accept(line);
    else reader.read(root);
    machine.end();
  } catch (error) {
    if (!(error instanceof ReadingEnds)) throw error;
    if (recorded) return readOnce(root, options, process);
    ended = true;
  }
  const definitions = new Map([...reader.definitions.all()].map(({ name, place }) => [name, place]));
  const facts = [...reader.facts, ...machine.facts];
  if (fragment) facts.unshift({ code: 'fragment', ...fragment, document: root, range: firstLine(root), line: 0, reported: false });
  const cut = (document: SourceDocument): boolean => meantTree(document, options.target) !== treeFor(document, options.target);
  const anomalous = machine.anomalous || reader.documents.some(cut) || facts.some((fact) => anomalies.has(fact.code) || isOnOpenLastLine(fact) || isFailedInclude(fact));
  return { contents: { directives: machine.directives, facts, documents: reader.documents, complete: reader.complete, hasUnknownWords: reader.hasUnknownWords, definitions }, anomalous, ended };
}

/** The first statement of a document: where something about the file as a whole is said. */
function firstLine(document: SourceDocument): { start: number; end: number } {
  const item = document.tree.items.find((each) => each.kind !== 'comment' && each.kind !== 'blank');
  return item ? { start: item.start, end: item.end } : { start: 0, end: 0 };
}

/** A checked include that failed: keepalived ends after the parent's pass. */
function isFailedInclude(fact: Fact): boolean {
  return fact.code === 'include' && fact.reported;
}

/** keepalived's parent process counts line ends: in a last line without one its messages name the line before. */
function isOnOpenLastLine(fact: Fact): boolean {
  const { text, tree } = fact.document;
  return fact.reported && fact.line === tree.lineStarts.length && !text.endsWith('\n');
}

/** Facts about the text after which keepalived's passes see something else than a reader. */
const anomalies: ReadonlySet<FactCode> = new Set<FactCode>(['line-too-long', 'nul-byte', 'byte-order-mark', 'utf-16', 'fragment', 'late-prefix', 'invalid-generator', 'undefined-variable', 'bad-parameters']);
