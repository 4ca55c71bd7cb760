import type { SourceDocument } from '@kaconf/semantics';
import type { Range } from '@kaconf/syntax';

/** One `kalint-disable…` comment and the lines (0-based, end exclusive) it is about. */
export interface Suppression {
  readonly document: SourceDocument;
  readonly range: Range;
  /** Empty: all rules. */
  readonly rules: readonly { readonly id: string; readonly range: Range }[];
  readonly fromLine: number;
  readonly toLine: number;
  readonly reason: string | undefined;
}

const directive = /^[#!]+[ \t]*kalint-(disable-next-line|disable-line|disable|enable)(?=$|[ \t,])([^\n]*)$/;

const memo = new WeakMap<SourceDocument, readonly Suppression[]>();

/** Reads the suppressing comments of a document: `# kalint-disable-next-line RULE[, RULE] -- reason` and its kin. */
export function suppressionsOf(document: SourceDocument): readonly Suppression[] {
  const known = memo.get(document);
  if (known) return known;
  const result = document.text.includes('kalint-') ? read(document) : [];
  memo.set(document, result);
  return result;
}

function read(document: SourceDocument): readonly Suppression[] {
  const { text, tree } = document;
  const result: Suppression[] = [];
  const open = new OpenSuppressions();
  for (const item of tree.items) {
    if (item.kind !== 'comment') continue;
    const comment = text.slice(item.start, item.end).trimEnd();
    const match = directive.exec(comment);
    if (!match) continue;
    const kind = match[1] ?? '';
    const rest = match[2] ?? '';
    const restStart = item.start + comment.length - rest.length;
    const reasonAt = rest.search(/(?:^|[ \t])--(?:[ \t]|$)/);
    const names = reasonAt < 0 ? rest : rest.slice(0, reasonAt);
    const rules = [...names.matchAll(/[^\s,]+/g)].map((name) => ({ id: name[0], range: { start: restStart + name.index, end: restStart + name.index + name[0].length } }));
    if (kind === 'enable') {
      for (const index of open.close(rules.map((rule) => rule.id))) {
        const begun = result[index];
        if (begun) result[index] = { ...begun, toLine: item.line };
      }
      continue;
    }
    const reason = reasonAt < 0 ? undefined : rest.slice(reasonAt).replace(/^[ \t]*--[ \t]*/, '');
    const lines = kind === 'disable-line' ? [item.line, item.line + 1] : kind === 'disable-next-line' ? [item.line + 1, item.line + 2] : [item.line, Number.MAX_SAFE_INTEGER];
    const suppression: Suppression = { document, range: { start: item.start, end: item.start + comment.length }, rules, fromLine: lines[0] ?? 0, toLine: lines[1] ?? 0, reason };
    if (kind === 'disable') open.add(result.length, rules.map((rule) => rule.id));
    result.push(suppression);
  }
  return result;
}

/** What `kalint-disable` began and no `kalint-enable` has ended. */
class OpenSuppressions {
  readonly #open = new Set<number>();
  readonly #byRule = new Map<string, number[]>();

  /** @param ids empty: all rules */
  add(index: number, ids: readonly string[]): void {
    this.#open.add(index);
    for (const id of ids) {
      const same = this.#byRule.get(id);
      if (same) same.push(index);
      else this.#byRule.set(id, [index]);
    }
  }

  /** `kalint-enable` ends what `kalint-disable` began: all of it, or what names one of the given rules. */
  close(ids: readonly string[]): readonly number[] {
    const closed = ids.length === 0 ? [...this.#open] : ids.flatMap((id) => this.#byRule.get(id) ?? []).filter((index) => this.#open.has(index));
    for (const index of closed) this.#open.delete(index);
    for (const id of ids) this.#byRule.delete(id);
    if (ids.length === 0) this.#byRule.clear();
    return closed;
  }
}
