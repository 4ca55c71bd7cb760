import { ErrorCodes, Message, ResponseError, type Connection, type MessageStrategy } from 'vscode-languageserver';

/** Refused requests are answered under these names. */
const refusals = {
  early: { method: 'keepalived/refused/early', code: ErrorCodes.ServerNotInitialized, message: 'The first request is "initialize".' },
  again: { method: 'keepalived/refused/again', code: ErrorCodes.InvalidRequest, message: '"initialize" is sent once.' },
  late: { method: 'keepalived/refused/late', code: ErrorCodes.InvalidRequest, message: 'The server has been shut down.' },
} as const;

/**
 * What a client may say when: nothing before `initialize`, that once, and nothing but `exit` after `shutdown`. Requests at the wrong
 * time are refused as the protocol says, notifications are dropped.
 */
export class Lifecycle implements MessageStrategy {
  #state: 'new' | 'running' | 'shut down' = 'new';

  handleMessage(message: Message, next: (message: Message) => void): void {
    const refusal = Message.isRequest(message) ? this.#refusal(message.method) : undefined;
    if (refusal) next({ ...message, method: refusal.method } as Message);
    else if (!Message.isNotification(message) || this.#state === 'running' || message.method === 'exit') next(message);
  }

  /** Answers what is refused. */
  listen(connection: Connection): void {
    for (const { method, code, message } of Object.values(refusals)) connection.onRequest(method, () => { throw new ResponseError(code, message); });
  }

  #refusal(method: string): (typeof refusals)[keyof typeof refusals] | undefined {
    if (this.#state === 'shut down') return refusals.late;
    if (method === 'initialize') {
      if (this.#state === 'running') return refusals.again;
      this.#state = 'running';
      return undefined;
    }
    if (this.#state === 'new') return refusals.early;
    if (method === 'shutdown') this.#state = 'shut down';
    return undefined;
  }
}
