import { withoutTags, type Place, type SourceDocument } from '@kaconf/semantics';
import { parse, type TemplateMode, type Tree } from '@kaconf/syntax';
import type { ReportedDiagnostic } from '../diagnostic.ts';
import type { LintResult } from '../lint-types.ts';

interface SentPlace {
  /** Index of the document. */
  readonly document: number;
  readonly range: Place['range'];
}

type SentDiagnostic = Omit<ReportedDiagnostic, 'place' | 'related'> & { readonly place: SentPlace; readonly related: readonly { readonly place: SentPlace; readonly message: string }[] };

interface SentFile {
  readonly document: number;
  readonly includedBy: readonly number[];
  readonly diagnostics: readonly SentDiagnostic[];
  readonly suppressed: readonly SentDiagnostic[];
  readonly accepts: boolean | null | undefined;
}

/** A result without trees, which cannot leave their thread. Nothing but data that `postMessage` copies. */
export interface SentResult {
  readonly documents: readonly Omit<SourceDocument, 'tree'>[];
  readonly files: readonly SentFile[];
  readonly target: LintResult['target'];
}

/** Makes a result ready to be sent; clusters are left out. */
export function pack(result: LintResult): SentResult {
  const documents = new Map<SourceDocument, number>();
  const numberOf = (document: SourceDocument): number => {
    const known = documents.get(document);
    if (known === undefined) documents.set(document, documents.size);
    return known ?? documents.size - 1;
  };
  const packPlace = ({ document, range }: Place): SentPlace => ({ document: numberOf(document), range: { start: range.start, end: range.end } });
  const packDiagnostic = (diagnostic: ReportedDiagnostic): SentDiagnostic => ({
    ...diagnostic,
    place: packPlace(diagnostic.place),
    related: diagnostic.related.map(({ place, message }) => ({ place: packPlace(place), message })),
  });
  const files = result.files.map((file): SentFile => ({
    document: numberOf(file.document),
    includedBy: file.includedBy.map(numberOf),
    diagnostics: file.diagnostics.map(packDiagnostic),
    suppressed: file.suppressed.map(packDiagnostic),
    accepts: file.accepts,
  }));
  return {
    documents: [...documents.keys()].map(({ path, text, encoding, template }) => ({ path, text, encoding, ...(template ? { template } : {}) })),
    files,
    target: result.target,
  };
}

/** The result as it was; its documents are parsed again when somebody asks for their trees. */
export function unpack({ documents, files, target }: SentResult, mode: TemplateMode): LintResult {
  const received = documents.map((document) => new ReceivedDocument(document, mode));
  const documentOf = (index: number): SourceDocument => received[index] ?? new ReceivedDocument({ path: '', text: '', encoding: 'utf-8' }, mode);
  const unpackPlace = ({ document, range }: SentPlace): Place => ({ document: documentOf(document), range });
  const unpackDiagnostic = (diagnostic: SentDiagnostic): ReportedDiagnostic => ({
    ...diagnostic,
    place: unpackPlace(diagnostic.place),
    related: diagnostic.related.map(({ place, message }) => ({ place: unpackPlace(place), message })),
  });
  return {
    files: files.map((file) => ({
      document: documentOf(file.document),
      includedBy: file.includedBy.map(documentOf),
      diagnostics: file.diagnostics.map(unpackDiagnostic),
      suppressed: file.suppressed.map(unpackDiagnostic),
      accepts: file.accepts,
    })),
    clusters: [],
    target,
  };
}

class ReceivedDocument implements SourceDocument {
  readonly path: string;
  readonly text: string;
  readonly encoding: SourceDocument['encoding'];
  readonly template?: true;
  readonly #mode: TemplateMode;
  #tree: Tree | undefined;

  constructor({ path, text, encoding, template }: Omit<SourceDocument, 'tree'>, mode: TemplateMode) {
    this.path = path;
    this.text = text;
    this.encoding = encoding;
    if (template) this.template = template;
    this.#mode = mode;
  }

  get tree(): Tree {
    return (this.#tree ??= this.#parse());
  }

  #parse(): Tree {
    const { path, text, encoding } = this;
    const tree = parse(text, { encoding });
    return this.template ? withoutTags({ path, text, encoding, tree }, this.#mode).tree : tree;
  }
}
