/** docs/conformance.md: every check that keepalived makes after reading, and the rule that stands for it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Entry {
  readonly check: string;
  readonly rule: string | null;
  readonly reason?: string;
}

const folder = fileURLToPath(new URL('../../packages/kalint/conformance', import.meta.url));

const head = `# Conformance

\`kalint\` is compared with keepalived itself: with recorded verdicts of 2.2.7 and 2.4.3 (\`npm run conformance\`) and with the
program that is installed (\`npm run conformance:live\`). The measure is agreement about the lines at which keepalived
complains and about whether it accepts the file.

## Known differences

| case | what differs | why |
|---|---|---|
| an \`include\` inside a multi-line definition | the line that a message names | keepalived reads the file after the rest of the expansion and has by then moved on in its count; \`syntax/include-misplaced\` warns of it |
| an \`include\` with a folder in a generator | which file is found in the second round | keepalived has changed into the folder of the first one; kalint resolves each name relative to the including file |
| a condition that comes out of a definition, 2.2.7 | the verdict | keepalived garbles the line or crashes; \`syntax/crashes-keepalived\` says so |
| SNMP keywords | whether they are known | a question of the build: Debian's 2.2.7 has SNMP, the 2.4.3 that was compared has not (\`syntax/build-option\`) |
| interfaces, scripts, users, hosts that do not exist | messages about them | they belong to the machine, not to the file; \`--host-root\` looks at a host |

## Checks after reading

Each check that keepalived makes when it has read a block or the whole file, and the rule that stands for it. "The text" means
that the vocabulary (types, ranges, enumerations) covers it.
`;

/** The page as text. */
export function conformancePage(): string {
  const parts = [head];
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const entries = JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly Entry[];
    const rows = entries.map(({ check, rule, reason }) => `| \`${check}\` | ${rule === null ? '' : `[${rule}](rules/${rule.replace('/', '-')}.md)`} | ${reason ?? ''} |`);
    parts.push(`### ${file.replace('.json', '').toUpperCase()}\n\n| check | rule | remark |\n|---|---|---|\n${rows.join('\n')}\n`);
  }
  return parts.join('\n');
}
