import { MAX_FILE_BYTES, parse, utf8Length, type ColumnUnit, type Tree } from '@kaconf/syntax';
import type { SourceDocument } from '@kaconf/semantics';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { Positions, protocolLineStarts } from './convert.ts';
import type { Host } from './host.ts';

/** From so many characters on a document is worth a thought when it is gone. */
const big = 1_000_000;

/** A document that is open in the editor. One parse for each version, shared by everything. */
export class Buffer {
  readonly uri: string;
  /** Absolute; undefined for one that is no file. */
  readonly path: string | undefined;
  /** Links followed. */
  readonly file: string | undefined;
  readonly languageId: string;
  #content: TextDocument;
  #parsed: Tree | undefined;
  /** Of an earlier version: what has not changed since is not parsed again. */
  #previous: Tree | undefined;
  #documents = new Map<string, SourceDocument>();

  constructor({ uri, languageId, version, text }: TextDocumentItem, host: Host) {
    this.uri = uri;
    this.path = host.pathOf(uri);
    this.file = this.path === undefined ? undefined : (host.realPath(this.path) ?? this.path);
    this.languageId = languageId;
    this.#content = TextDocument.create(uri, languageId, version, text);
  }

  get version(): number {
    return this.#content.version;
  }

  get text(): string {
    return this.#content.getText();
  }

  /** Beyond the size that is looked at: features answer nothing, and one diagnostic says so. */
  get tooLarge(): boolean {
    const { text } = this;
    return text.length > MAX_FILE_BYTES || (text.length * 3 > MAX_FILE_BYTES && utf8Length(text) > MAX_FILE_BYTES);
  }

  get isBig(): boolean {
    return this.text.length > big;
  }

  /** Changes are applied in the order in which they come, whatever version the client gives them. */
  change(changes: readonly TextDocumentContentChangeEvent[], version: number, unit: ColumnUnit): void {
    for (const change of changes) {
      const converted = unit === 'utf-8' && 'range' in change ? { ...change, range: this.#toUtf16(change.range) } : change;
      this.#content = TextDocument.update(this.#content, [converted], version);
    }
    if (changes.length === 0) this.#content = TextDocument.update(this.#content, [], version);
    this.#previous = this.#parsed ?? this.#previous;
    this.#parsed = undefined;
    this.#documents = new Map();
  }

  /** The tree of this version. */
  get tree(): Tree {
    if (!this.#parsed) {
      this.#parsed = parse(this.tooLarge ? '' : this.text, { previous: this.#previous });
      this.#previous = undefined;
    }
    return this.#parsed;
  }

  /**
   * The document of this version.
   *
   * @param path as it is shown
   */
  document(path: string): SourceDocument {
    let document = this.#documents.get(path);
    if (!document) {
      document = { path, text: this.tree.text, encoding: 'utf-8', tree: this.tree };
      this.#documents.set(path, document);
    }
    return document;
  }

  #toUtf16(range: { start: { line: number; character: number }; end: { line: number; character: number } }) {
    const { text } = this;
    const lines = protocolLineStarts(text, lineFeeds(text));
    const given = new Positions(text, lines, 'utf-8').offsets(range);
    return new Positions(text, lines, 'utf-16').range(given);
  }
}

function lineFeeds(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** All documents that are open in the editor. */
export class Buffers {
  readonly #byUri = new Map<string, Buffer>();
  readonly #byFile = new Map<string, Buffer>();

  open(item: TextDocumentItem, host: Host): Buffer {
    this.close(item.uri);
    const buffer = new Buffer(item, host);
    this.#byUri.set(item.uri, buffer);
    if (buffer.file !== undefined) this.#byFile.set(buffer.file, buffer);
    return buffer;
  }

  close(uri: string): Buffer | undefined {
    const buffer = this.#byUri.get(uri);
    this.#byUri.delete(uri);
    if (buffer?.file !== undefined && this.#byFile.get(buffer.file) === buffer) {
      this.#byFile.delete(buffer.file);
      // The same file may be open under another name.
      const twin = [...this.#byUri.values()].findLast((each) => each.file === buffer.file);
      if (twin) this.#byFile.set(buffer.file, twin);
    }
    return buffer;
  }

  get(uri: string): Buffer | undefined {
    return this.#byUri.get(uri);
  }

  /** @param file absolute, links followed */
  ofFile(file: string): Buffer | undefined {
    return this.#byFile.get(file);
  }

  get all(): readonly Buffer[] {
    return [...this.#byUri.values()];
  }
}
