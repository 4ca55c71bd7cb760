import type { Block, Configuration, FactOf } from '@kaconf/semantics';
import { certainlyLacks, isAsMeant } from '../../lvs/certain.ts';
import { checkersOf, type Checker } from '../../lvs/checkers.ts';
import { keptOf } from '../../lvs/dropped.ts';
import { servicesOf } from '../../lvs/services.ts';
import { valueOf } from '../../fact-words.ts';
import { reportedBy } from '../../facts.ts';
import { isHttpExpectation } from '../../mismatch.ts';
import { occurs } from '../../occurs.ts';
import { atEndOf, reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** A web check without a page to fetch, or with an expectation that cannot be read. */
export default defineRule({
  id: 'lvs/http-check-incomplete',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'HTTP_GET and SSL_GET have a `url` with a `path` and readable expectations.',
  details: [
    'keepalived drops a `url` without `path`, and a checker without a usable `url`: the real server then counts as up for ever. keepalived 2.2.7 even crashes while it reads such a checker.',
    '`digest` is 32 hexadecimal digits (genhash prints them), `status_code` single codes or ranges from 100 to 599. What does not fit is ignored, and the check succeeds with whatever the server answers.',
  ].join('\n\n'),
  messages: {
    url: '{checker} has no url; keepalived drops the checker, and the real server counts as up for ever.',
    crash: '{checker} has no usable url; keepalived 2.2.7 crashes while reading it.',
    path: 'This url has no path; keepalived drops it.',
    last: 'This url has no path; keepalived drops it, and {checker} with it, since no other url is left.',
    digest: '"{value}" is no digest: 32 hexadecimal digits are expected, as genhash prints them.',
    code: '"{value}" is no status code from 100 to 599 and no range of them.',
  },
  needs: ['HTTP_GET', 'SSL_GET', 'fact:mismatch'],
  keepalived: 'yes',
  *check(configuration, { target, workspace }) {
    for (const service of occurs(configuration, 'HTTP_GET', 'SSL_GET') ? servicesOf(configuration) : []) {
      for (const server of keptOf(service).servers) {
        for (const checker of checkersOf(server.block)) {
          if (checker.name !== 'HTTP_GET' && checker.name !== 'SSL_GET') continue;
          const urls = checker.blocks('url');
          // What was read into the surrounding block is a consequence of a fault that is reported.
          if (isAsMeant(configuration, workspace) && !certainlyLacks(configuration, checker, 'url', 'path')) continue;
          yield* incomplete(checker, urls, target);
        }
      }
    }
    for (const fact of expectations(configuration)) {
      const digest = fact.directive.name === 'digest';
      yield { at: fact, message: digest ? 'digest' : 'code', data: { value: valueOf(fact) }, reported: reportedBy(fact) };
    }
  },
});

function* incomplete(checker: Checker, urls: readonly Block[], target: number) {
  const pathless = urls.filter((url) => !url.has('path'));
  const none = pathless.length === urls.length;
  const data = { checker: checker.name };
  const crashes = none && target >= 2_002_000 && target <= 2_002_007;
  if (urls.length === 0) {
    yield { at: checker, message: crashes ? 'crash' : 'url', data, reported: reportedFrom(target, 1_003_007, atEndOf(checker)) } as const;
  }
  for (const url of pathless) {
    const last = none && url === pathless.at(-1);
    const lines = last ? atEndOf(url, checker) : atEndOf(url);
    yield { at: url, message: last ? (crashes ? 'crash' : 'last') : 'path', data, reported: reportedFrom(target, 1_003_007, lines) } as const;
  }
}

function expectations(configuration: Configuration): readonly FactOf<'mismatch'>[] {
  return configuration.factsOf('mismatch').filter(isHttpExpectation);
}
