import type { Fix, LintedFile, ReportedDiagnostic } from 'kalint';
import { CodeActionKind, type CodeAction, type CodeActionParams, type Connection, type Diagnostic } from 'vscode-languageserver';
import { fixAllEdits } from '../actions/fix-all.ts';
import { suppressionsFor } from '../actions/suppress.ts';
import { answering } from '../answering.ts';
import { explainRule } from '../commands.ts';
import { toDiagnostic } from '../diagnostics.ts';
import { workspaceEdit } from '../edits.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { View } from '../view.ts';
import { formattingEdits } from './formatting.ts';

const fixAllKind = `${CodeActionKind.SourceFixAll}.keepalived`;
const formatKind = 'source.format';

/** What an action that is worked out later is about. */
interface Deferred {
  readonly uri: string;
  readonly what: 'fix-all' | 'format';
  /** Only what this rule has found. */
  readonly rule?: string;
}

/** Makes an action whose edit covers the file: worked out at once, or when the client asks for it. */
type Whole = (title: string, kind: string, data: Deferred) => CodeAction;

/** Whether a client that asks for some kinds wants one. */
function wants(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));
}

class Actions {
  readonly #session: Session;
  readonly #view: View;
  readonly #file: LintedFile | undefined;

  constructor(session: Session, view: View) {
    this.#session = session;
    this.#view = view;
    this.#file = view.snapshot.lintedFile(view.document);
  }

  /** What can be done about the findings that a range touches. */
  *quickFixes(params: CodeActionParams, whole: Whole): Generator<CodeAction> {
    const { start, end } = this.#view.positions.offsets(params.range);
    const touched = (this.#file?.diagnostics ?? []).filter(({ place: { range } }) => range.start <= end && range.end >= start);
    for (const finding of touched) {
      const diagnostic = this.#given(finding, params.context.diagnostics);
      if (finding.fix) yield this.#fix(finding.fix, diagnostic, finding.fix.safe);
      for (const suggestion of finding.suggestions) yield this.#fix(suggestion, diagnostic, false);
    }
    for (const rule of new Set(touched.map((finding) => finding.rule))) {
      const same = this.#file?.diagnostics.filter((finding) => finding.rule === rule && finding.fix?.safe === true) ?? [];
      if (same.length > 1) yield whole(this.#view.say('Fix all {0} problems of {1}', same.length, rule), CodeActionKind.QuickFix, { uri: this.#view.uri, what: 'fix-all', rule });
    }
    if ((this.#file?.diagnostics.filter(({ fix }) => fix?.safe === true).length ?? 0) > 1 && touched.some(({ fix }) => fix?.safe === true)) {
      yield whole(this.#view.say('Fix all safe problems in this file'), CodeActionKind.QuickFix, { uri: this.#view.uri, what: 'fix-all' });
    }
    for (const finding of touched) yield* this.#about(finding, this.#given(finding, params.context.diagnostics));
  }

  /** What is offered for every finding. */
  *#about(finding: ReportedDiagnostic, diagnostic: Diagnostic): Generator<CodeAction> {
    const { rule, place } = finding;
    const { line, file } = suppressionsFor(place.document, place.range.start, rule);
    if (line) yield this.#quick(this.#view.say('Suppress {0} for this line', rule), this.#edit([line]), [diagnostic]);
    yield this.#quick(this.#view.say('Suppress {0} for this file', rule), this.#edit([file]), [diagnostic]);
    const title = this.#view.say('Explain {0}', rule);
    yield { title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], command: explainRule(this.#session, title, rule) };
  }

  #fix(fix: Fix, diagnostic: Diagnostic, preferred: boolean): CodeAction {
    return { ...this.#quick(fix.title, this.#edit(fix.edits), [diagnostic]), ...(preferred ? { isPreferred: true } : {}) };
  }

  #quick(title: string, edit: CodeAction['edit'] & object, diagnostics: Diagnostic[]): CodeAction {
    return { title, kind: CodeActionKind.QuickFix, edit, ...(diagnostics.length === 0 ? {} : { diagnostics }) };
  }

  #edit(edits: Parameters<typeof workspaceEdit>[2]): CodeAction['edit'] & object {
    return workspaceEdit(this.#session, this.#view, edits);
  }

  /** The diagnostic as the client has it, so that it finds it again; else as it would be sent. */
  #given(finding: ReportedDiagnostic, given: readonly Diagnostic[]): Diagnostic {
    const own = toDiagnostic(finding, this.#view.project, this.#session);
    return given.find(({ code, range }) => code === own.code && JSON.stringify(range) === JSON.stringify(own.range)) ?? own;
  }
}

/** Fills in the edit of an action for the whole file. */
function work(session: Session, view: View, { what, rule }: Deferred, connection: Connection): CodeAction['edit'] & object {
  if (what === 'fix-all') return workspaceEdit(session, view, fixAllEdits(view, rule));
  const { text } = view.document;
  const edits = (formattingEdits(view, {}, connection) ?? []).map(({ range, newText }) => ({ ...view.positions.offsets(range), path: view.document.path, text: newText }));
  return text === '' ? {} : workspaceEdit(session, view, edits);
}

function isDeferred(data: unknown): data is Deferred {
  return typeof data === 'object' && data !== null && 'uri' in data && typeof data.uri === 'string' && 'what' in data && (data.what === 'fix-all' || data.what === 'format') && (!('rule' in data) || typeof data.rule === 'string');
}

/** Fixes, suggestions, suppressing comments, explanations; and what can be done to the file as a whole. */
export const codeActions: Feature = {
  capabilities: () => ({
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll, fixAllKind, formatKind], resolveProvider: true },
  }),
  listen(session, connection) {
    connection.onCodeAction(answering(session, (view, params): CodeAction[] => {
      const { only } = params.context;
      const later = session.client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
      const whole: Whole = (title, kind, data) => (later ? { title, kind, data } : { title, kind, edit: work(session, view, data, connection) });
      const actions = wants(only, CodeActionKind.QuickFix) ? [...new Actions(session, view).quickFixes(params, whole)] : [];
      // What concerns the whole file is worked out only for those who ask for it.
      if (only !== undefined || later) {
        if (wants(only, fixAllKind)) actions.push(whole(view.say('Fix all safe problems'), fixAllKind, { uri: view.uri, what: 'fix-all' }));
        if (wants(only, formatKind)) actions.push(whole(view.say('Format with kafmt'), formatKind, { uri: view.uri, what: 'format' }));
      }
      return actions;
    }, { whole: true }));
    connection.onCodeActionResolve(async (action) => {
      const data: unknown = action.data;
      if (!isDeferred(data)) return action;
      const view = await session.view(data.uri, { whole: true });
      return view ? { ...action, edit: work(session, view, data, connection) } : action;
    });
  },
};
