import { cursorAt, type Configuration, type Cursor, type Node, type SourceDocument, type Surroundings } from '@kaconf/semantics';
import type { ColumnUnit, Range as Offsets } from '@kaconf/syntax';
import type { Location, Position, Range } from 'vscode-languageserver';
import { positionsOf, type Positions } from './convert.ts';
import { phrase, type Phrase } from './phrases.ts';
import type { Project } from './project.ts';
import type { Settings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';
import { surroundingsOf } from './surroundings.ts';

/** One document as a feature sees it: its text, what it means, and the way from offsets to the protocol. */
export class View {
  readonly uri: string;
  readonly document: SourceDocument;
  readonly project: Project;
  readonly snapshot: Snapshot;
  readonly settings: Settings;
  readonly unit: ColumnUnit;

  constructor(parts: { uri: string; document: SourceDocument; project: Project; snapshot: Snapshot; settings: Settings; unit: ColumnUnit }) {
    this.uri = parts.uri;
    this.document = parts.document;
    this.project = parts.project;
    this.snapshot = parts.snapshot;
    this.settings = parts.settings;
    this.unit = parts.unit;
  }

  /** A text of the server, in the language of the user. */
  say(text: Phrase, ...values: readonly (string | number)[]): string {
    return phrase(this.snapshot.config.lint.locale, text, ...values);
  }

  get positions(): Positions {
    return positionsOf(this.document, this.unit);
  }

  /** The nodes that read the document. */
  get nodes(): readonly Node[] {
    return this.snapshot.nodesOf(this.document);
  }

  get configurations(): readonly Configuration[] {
    return this.nodes.map((node) => node.configuration);
  }

  get target(): number {
    return this.snapshot.config.targetOf(this.document);
  }

  offset(position: Position): number {
    return this.positions.offset(position);
  }

  range(range: Offsets): Range {
    return this.positions.range(range);
  }

  location(document: SourceDocument, range: Offsets): Location {
    return { uri: this.project.uriOf(document), range: positionsOf(document, this.unit).range(range) };
  }

  /** What the top of the document is. */
  get surroundings(): Surroundings {
    return surroundingsOf(this.document, this.configurations, this.target);
  }

  cursor(offset: number): Cursor {
    return cursorAt(this.document.tree, offset, this.surroundings);
  }
}
