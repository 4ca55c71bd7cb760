import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Session } from './session.ts';

/** One feature of the protocol. All of them stand in the table of `features/index.ts`. */
export interface Feature {
  /** Its part of the answer to `initialize`. */
  capabilities(client: ClientCapabilities): Partial<ServerCapabilities>;
  /** Registers its handlers. */
  listen(session: Session, connection: Connection): void;
}
