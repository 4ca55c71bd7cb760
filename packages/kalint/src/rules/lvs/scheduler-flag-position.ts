import type { AnyDirective, BlockOf } from '@kaconf/semantics';
import { removal } from '../../edits.ts';
import type { Edit } from '../../diagnostic.ts';
import { positionOf, servicesOf } from '../../lvs/services.ts';
import { defineRule } from '../../rule.ts';

/** The scheduler that each flag belongs to; `hashed` goes with both. */
const flags: Readonly<Record<string, readonly string[]>> = { 'sh-port': ['sh'], 'sh-fallback': ['sh'], 'mh-port': ['mh'], 'mh-fallback': ['mh'], hashed: ['sh', 'mh'] };

/** A flag is compared with the scheduler that has been read so far. */
export default defineRule({
  id: 'lvs/scheduler-flag-position',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Flags of a scheduler stand below the `lb_algo` they belong to.',
  details: '`sh-port`, `sh-fallback`, `mh-port`, `mh-fallback` and `hashed` are compared with the scheduler that stands above them (lbflags_handler). Above `lb_algo`, or with a scheduler other than sh and mh, keepalived refuses the flag. A flag of sh under mh, or of mh under sh, is dropped without a message.',
  messages: {
    above: '{flag} stands above lb_algo {scheduler}; keepalived refuses it there. Move it below.',
    none: '{flag} belongs to lb_algo {wanted}, but no lb_algo stands above it; keepalived refuses it.',
    other: '{flag} belongs to lb_algo {wanted}, but the scheduler is {scheduler}; keepalived refuses it.',
    silent: '{flag} belongs to lb_algo {wanted}, but the scheduler is {scheduler}; keepalived drops it without a message.',
    move: 'Move {flag} below lb_algo',
  },
  needs: ['sh-port', 'sh-fallback', 'mh-port', 'mh-fallback', 'hashed'],
  keepalived: 'sometimes',
  fixable: 'safe',
  *check(configuration) {
    for (const { block } of servicesOf(configuration)) {
      const algorithms = block.all('lb_algo');
      for (const directive of block.directives) {
        const wanted = flags[directive.name];
        if (!wanted) continue;
        const position = positionOf(block, directive);
        const above = algorithms.findLast((each) => positionOf(block, each) < position);
        const word = above?.args.value;
        if (above && word?.kind !== 'known') continue;
        const scheduler = word?.kind === 'known' ? word.value : undefined;
        if (scheduler !== undefined && wanted.includes(scheduler)) continue;
        const later = algorithms.find((each) => positionOf(block, each) > position && each.args.value.kind === 'known' && wanted.includes(each.args.value.value));
        const refused = scheduler !== 'sh' && scheduler !== 'mh';
        const data = { flag: directive.name, wanted: wanted.join(' or '), scheduler: scheduler ?? (later?.args.value.text ?? '') };
        const message = !refused ? 'silent' : later && !above ? 'above' : above ? 'other' : 'none';
        const edits = later && !above ? move(block, directive, later) : undefined;
        yield { at: directive, message, data, reported: refused ? directive.line : 'silent', ...(edits ? { fix: { title: 'move', safe: true, edits } } : {}) };
      }
    }
  },
});

/** Takes the line of a flag to the line below its scheduler. */
function move(block: BlockOf<'virtual_server'>, flag: AnyDirective, scheduler: AnyDirective): readonly Edit[] | undefined {
  const { document } = block;
  const { text } = document;
  if (flag.document !== document || scheduler.document !== document || !text.startsWith(flag.name, flag.range.start)) return undefined;
  const out = removal(flag);
  const lineEnd = text.indexOf('\n', scheduler.range.end);
  const start = text.lastIndexOf('\n', scheduler.range.start - 1) + 1;
  const indent = text.slice(start, scheduler.range.start);
  // Both must have lines of their own, or the move would take other words along.
  if (lineEnd < 0 || indent.trim() !== '' || !/\n$/.test(text.slice(out.start, out.end)) || !/^[ \t\r]*(?:[#!].*)?$/.test(text.slice(scheduler.range.end, lineEnd))) return undefined;
  const newline = text[lineEnd - 1] === '\r' ? '\r\n' : '\n';
  return [out, { path: document.path, start: lineEnd + 1, end: lineEnd + 1, text: `${indent}${flag.name}${newline}` }];
}
