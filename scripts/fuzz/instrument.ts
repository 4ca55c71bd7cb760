/** Code that counts which of its branches are taken: what a coverage-guided fuzzer looks at. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import { bundle, root } from './bundle.ts';

export interface Instrumented<Exports> {
  readonly exports: Exports;
  /** One count for each branch, modulo 256. */
  readonly hits: Uint8Array;
}

/**
 * Bundles a module with everything that it imports from this project, and loads it with a counter in each branch.
 * @param entry relative to the project
 */
export async function instrument<Exports>(entry: string): Promise<Instrumented<Exports>> {
  const { code, branches } = withCounters(await bundle(entry));
  const hits = new Uint8Array(Math.ceil(branches / 8) * 8);
  const exports = {} as Exports;
  const module = { exports };
  const load = runInThisContext(`(function (exports, require, module, __hits) {${code}\n})`, { filename: `${entry}.instrumented.cjs` }) as (exports: unknown, require: unknown, module: unknown, hits: Uint8Array) => void;
  load(exports, createRequire(join(root, 'package.json')), module, hits);
  return { exports: module.exports, hits };
}

function withCounters(source: string): { readonly code: string; readonly branches: number } {
  const { factory } = ts;
  let branches = 0;
  const hit = (): ts.Expression => factory.createPostfixIncrement(factory.createElementAccessExpression(factory.createIdentifier('__hits'), branches++));
  const counted = (expression: ts.Expression): ts.Expression => factory.createParenthesizedExpression(factory.createComma(hit(), expression));
  const countedBlock = (statement: ts.Statement): ts.Statement =>
    ts.isBlock(statement)
      ? factory.updateBlock(statement, [factory.createExpressionStatement(hit()), ...statement.statements])
      : factory.createBlock([factory.createExpressionStatement(hit()), statement]);
  const isShort = ({ kind }: ts.Node): boolean => kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
  const transform: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
    const visit = (given: ts.Node): ts.Node => {
      const node = ts.visitEachChild(given, visit, context);
      if (ts.isIfStatement(node)) return factory.updateIfStatement(node, node.expression, countedBlock(node.thenStatement), node.elseStatement && countedBlock(node.elseStatement));
      if (ts.isWhileStatement(node)) return factory.updateWhileStatement(node, node.expression, countedBlock(node.statement));
      if (ts.isForStatement(node)) return factory.updateForStatement(node, node.initializer, node.condition, node.incrementor, countedBlock(node.statement));
      if (ts.isForOfStatement(node)) return factory.updateForOfStatement(node, node.awaitModifier, node.initializer, node.expression, countedBlock(node.statement));
      if (ts.isCaseClause(node)) return factory.updateCaseClause(node, node.expression, [factory.createExpressionStatement(hit()), ...node.statements]);
      if (ts.isDefaultClause(node)) return factory.updateDefaultClause(node, [factory.createExpressionStatement(hit()), ...node.statements]);
      if (ts.isConditionalExpression(node)) return factory.updateConditionalExpression(node, node.condition, node.questionToken, counted(node.whenTrue), node.colonToken, counted(node.whenFalse));
      if (ts.isBinaryExpression(node) && isShort(node.operatorToken)) return factory.updateBinaryExpression(node, node.left, node.operatorToken, counted(node.right));
      return node;
    };
    return ts.visitEachChild(file, visit, context);
  };
  const file = ts.createSourceFile('bundle.js', source, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  const result = ts.transform(file, [transform]);
  const changed = result.transformed[0];
  const code = changed === undefined ? '' : ts.createPrinter().printFile(changed);
  result.dispose();
  return { code, branches };
}
