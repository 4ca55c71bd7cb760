import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import type { AnswerOptions, Session } from './session.ts';
import type { View } from './view.ts';

interface DocumentParams {
  readonly textDocument: { readonly uri: string };
}

/**
 * Makes a handler of a function that looks at one document. Documents that are not known give null, and a defect in the
 * function is logged instead of being sent to the user.
 */
export function answering<P extends DocumentParams, R>(
  session: Session, answer: (view: View, params: P, token: CancellationToken) => R | Promise<R>, options: AnswerOptions = {},
): (params: P, token: CancellationToken) => Promise<R | null> {
  return async (params, token) => {
    const view = await session.view(params.textDocument.uri, options);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (!view) return null;
    try {
      return await answer(view, params, token);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      session.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return null;
    }
  };
}
