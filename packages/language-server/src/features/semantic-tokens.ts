import type { SourceDocument } from '@kaconf/semantics';
import { SemanticTokensBuilder, type SemanticTokens, type SemanticTokensDelta } from 'vscode-languageserver';
import { answering } from '../answering.ts';
import type { Feature } from '../feature.ts';
import { TokenReader, tokenModifiers, tokenTypes, type Token } from '../token-reader.ts';
import type { View } from '../view.ts';

const memo = new WeakMap<SourceDocument, { readonly context: string; readonly tokens: readonly Token[] }>();

function tokensOf(view: View): readonly Token[] {
  const { surroundings, document, target } = view;
  const context = `${surroundings.context ?? '?'} ${surroundings.list?.name ?? ''} ${target}`;
  const known = memo.get(document);
  if (known?.context === context) return known.tokens;
  const tokens = new TokenReader(document, target).read(surroundings);
  memo.set(document, { context, tokens });
  return tokens;
}

function build(view: View, builder: SemanticTokensBuilder, from = 0, to = Infinity): void {
  for (const { type, start, end, modifiers } of tokensOf(view)) {
    if (end <= from || start >= to) continue;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    const range = view.range({ start, end });
    // A token ends with its line: few clients take more.
    if (range.end.line === range.start.line) builder.push(range.start.line, range.start.character, range.end.character - range.start.character, tokenTypes.indexOf(type), bits);
  }
}

/** Semantic tokens: of a whole file, of what changed in it, of a part. */
export const semanticTokens: Feature = {
  capabilities: () => ({
    semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] }, full: { delta: true }, range: true },
  }),
  listen(session, connection) {
    const builders = new Map<string, SemanticTokensBuilder>();
    const builderOf = (uri: string): SemanticTokensBuilder => {
      const known = builders.get(uri) ?? new SemanticTokensBuilder();
      // What was closed is not kept for ever.
      if (builders.size > 50) for (const each of builders.keys()) if (!session.buffers.get(each)) builders.delete(each);
      builders.set(uri, known);
      return known;
    };
    const nothing = { data: [] };
    const { semanticTokens: tokens } = connection.languages;
    tokens.on(async (params, token) => (await answering(session, (view): SemanticTokens => {
      const builder = builderOf(view.uri);
      builder.previousResult('');
      build(view, builder);
      return builder.build();
    })(params, token)) ?? nothing);
    tokens.onDelta(async (params, token) => (await answering(session, (view): SemanticTokens | SemanticTokensDelta => {
      const builder = builderOf(view.uri);
      builder.previousResult(params.previousResultId);
      build(view, builder);
      return builder.buildEdits();
    })(params, token)) ?? nothing);
    tokens.onRange(async (params, token) => (await answering(session, (view): SemanticTokens => {
      const { start, end } = view.positions.offsets(params.range);
      const builder = new SemanticTokensBuilder();
      build(view, builder, start, end);
      return { data: builder.build().data };
    })(params, token)) ?? nothing);
  },
};
