import { canonical, describe, formatVersion, keywordsOf, type Keyword, type Part, type ValuePart } from '@kaconf/schema';

/** The way a keyword is written, on one line: `priority <integer 1..255>`. */
export function usage(keyword: Keyword): string {
  const head = keyword.notation === '' ? keyword.name : `${keyword.name} ${keyword.notation}`;
  if (keyword.kind === 'block') return `${head} { … }`;
  return keyword.kind === 'list' ? `${head} { ${keyword.itemNotation === undefined ? '…' : `${keyword.itemNotation} …`} }` : head;
}

const repeats: Partial<Record<Keyword['repeat'], string>> = {
  'last-reported': 'given again, the last one counts (reported)',
  'first-reported': 'given again, the first one counts (reported)',
  first: 'given again, the first one counts',
  accumulate: 'may be given several times',
  merge: 'given again, both are merged',
  largest: 'given again, the largest one counts',
  'replace-reported': 'given again, the last one counts (reported)',
};

/** What is known of a keyword, as Markdown. */
export function keywordMarkdown(keyword: Keyword): string {
  const whole = canonical(keyword);
  const lines = ['```keepalived', usage(keyword), '```', '', keyword.doc === '' ? whole.doc : keyword.doc];
  if (keyword.aliasOf !== undefined) lines.push('', `Another spelling of \`${keyword.aliasOf}\`.`);
  const facts = factsOf(keyword);
  if (facts.length > 0) lines.push('', ...facts.map((fact) => `- ${fact}`));
  return lines.join('\n');
}

function factsOf(keyword: Keyword): string[] {
  const { deprecated } = keyword;
  const facts: string[] = [];
  if (deprecated) facts.push(`**Deprecated**${deprecated.since === undefined ? '' : ` since ${formatVersion(deprecated.since)}`}${deprecated.use === undefined ? '' : `; use \`${deprecated.use}\``}`);
  for (const value of valuesOf(keyword.signature)) facts.push(...valueFacts(value));
  if (keyword.default !== undefined) facts.push(`Default: \`${String(keyword.default)}\``);
  if (keyword.required) facts.push('Must be given');
  if (keyword.since !== undefined) facts.push(`Since keepalived ${formatVersion(keyword.since)}`);
  if (keyword.until !== undefined) facts.push(`Until keepalived ${formatVersion(keyword.until)}`);
  const build = keyword.build.filter((option) => option !== 'vrrp' && option !== 'lvs' && option !== 'vrrp | lvs');
  if (build.length > 0) facts.push(`Needs a build with ${build.map((option) => `\`${option}\``).join(', ')}`);
  if (keyword.kind === 'directive' && repeats[keyword.repeat] !== undefined) facts.push(repeats[keyword.repeat] ?? '');
  return facts;
}

/** Range and unit of a value that has them. */
function valueFacts(part: ValuePart): string[] {
  const facts: string[] = [];
  if (part.min !== undefined || part.maxLength !== undefined) facts.push(`${part.name === 'value' ? 'Value' : `\`${part.name}\``}: ${describe(part)}${part.enforced ? '' : ' (keepalived does not check it)'}`);
  if (part.unit !== undefined) facts.push(`Unit: ${part.unit}`);
  else if (part.type === 'seconds') facts.push('Unit: seconds');
  return facts;
}

function valuesOf(part: Part): ValuePart[] {
  switch (part.kind) {
    case 'value': return [part];
    case 'optional': case 'repeat': return valuesOf(part.part);
    case 'sequence': case 'choice': return part.parts.flatMap(valuesOf);
    // Options have values of their own; a list of all would be longer than the signature above it.
    default: return [];
  }
}

/** The keywords that a block must have. */
export function requiredOf(context: string): readonly Keyword[] {
  return keywordsOf(context).filter((keyword) => keyword.required && keyword.aliasOf === undefined);
}
