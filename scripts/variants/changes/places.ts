/** Lines that stand elsewhere: in included files, behind conditions, in definitions of several lines. */
import type { Random } from '../../random.ts';
import type { Change } from '../change.ts';
import { eachFile, topOf } from '../change.ts';
import { depthsOf, factsOf, hasDirections, isBalanced, isDelicate, isForOldVersion, type Line, type LineFacts, type Variant } from '../lines.ts';

/** Some lines in a row that hold whole blocks or statements. */
function range(facts: readonly LineFacts[], random: Random, fits: (each: LineFacts) => boolean): readonly [number, number] | undefined {
  const top = topOf(facts);
  for (let attempt = 0; attempt < 30; attempt++) {
    const first = top + random.below(Math.max(1, facts.length - top));
    const last = Math.min(facts.length - 1, first + random.one([0, 0, 1, 2, 4, 8, 12, 20]));
    const inside = facts.slice(first, last + 1);
    if (inside.every(fits) && inside.some(({ code }) => code !== '') && isBalanced(facts, first, last) && !/^\{/.test(nextCode(facts, last)) && !/^\{/.test(inside.find(({ code }) => code !== '')?.code ?? '')) return [first, last];
  }
  return undefined;
}

function nextCode(facts: readonly LineFacts[], index: number): string {
  return facts.slice(index + 1).find(({ code }) => code !== '')?.code ?? '';
}

function included(name: string, times: number, folder: string): Change {
  return {
    name,
    exact: false,
    hidesBraces: true,
    apply: (variant, random) => {
      const files = new Map(variant.files);
      let made = 0;
      for (const root of variant.roots) {
        for (let time = 0; time < times; time++) {
          const lines = files.get(root) ?? [];
          const facts = factsOf(lines);
          if (hasDirections(lines) || lines.some(({ text }) => text.includes('include_check'))) continue;
          const found = range(facts, random, (each) => !isDelicate(each) && !/\binclude/.test(each.code));
          if (!found) continue;
          const [first, last] = found;
          const part = `part${++made}.conf`;
          const where = root.includes('/') ? root.replace(/[^/]*$/, '') : '';
          files.set(`${where}${folder}${part}`, lines.slice(first, last + 1));
          files.set(root, [...lines.slice(0, first), { text: `include ${folder}${part}`, from: [] }, ...lines.slice(last + 1)]);
        }
      }
      return made === 0 ? undefined : { ...variant, files };
    },
  };
}

/** The whole file in another one. */
const wholeIncluded: Change = {
  name: 'the whole file included',
  exact: false,
  hidesBraces: true,
  apply: (variant) => {
    const files = new Map<string, readonly Line[]>();
    for (const [path, lines] of variant.files) {
      if (!variant.roots.includes(path)) files.set(path, lines);
      else {
        if (lines.some(({ text }) => /^\s*include/.test(text)) || hasDirections(lines) || variant.files.size > variant.roots.length) return undefined;
        const top = topOf(factsOf(lines));
        files.set(path, [...lines.slice(0, top), { text: `include ${path.replace(/.*\//, '')}.part`, from: [] }]);
        files.set(`${path}.part`, lines.slice(top));
      }
    }
    return { ...variant, files };
  },
};

function mayBeConditional(each: LineFacts | undefined): boolean {
  return each !== undefined && !isDelicate(each) && each.code !== '' && !each.conditional && (each.kind === 'text' || each.kind === 'definition') && !/\binclude/.test(each.code);
}

function usesConditions({ files, id }: Variant): boolean {
  return id !== undefined || [...files.values()].some((lines) => factsOf(lines).some(({ conditional }) => conditional));
}

function conditional(name: string, id: string | undefined, prefixes: readonly string[], chance: number): Change {
  return {
    name,
    exact: true,
    hidesBraces: true,
    apply: (variant, random) => {
      if (usesConditions(variant) || (id === undefined && variant.roots.length > 1)) return undefined;
      const changed = eachFile(variant, (lines, facts) => lines.map((line, index) => (mayBeConditional(facts[index]) && random.chance(chance) ? { ...line, text: line.text.replace(/^[ \t]*/, (blanks) => `${blanks}${random.one(prefixes)} `) } : line)));
      return changed && { ...changed, id };
    },
  };
}

const foreign = [['@other vrrp_instance ELSE {', '@other     state MASTER', '@other }'], ['@^here unknown_word { interface eth7 }'], ['@other include nothing.conf'], ['@other $NAME=value'], ['@^here']];
const inner = [['@other priority 7'], ['@other unknown_word'], ['@other state MASTER'], ['@other ~SEQ(OTHER, 1, 3) priority $OTHER'], ['@other track_script {', '@other     chk', '@other }']];

/** Lines for another machine say nothing here. */
const forOthers: Change = {
  name: 'lines for other ids',
  exact: true,
  hidesBraces: true,
  apply: (variant, random) => {
    if (usesConditions(variant)) return undefined;
    const changed = eachFile(variant, (lines, facts) => {
      if (hasDirections(lines)) return undefined;
      const depths = depthsOf(facts);
      return lines.flatMap((line, index) => {
        if (facts[index]?.inDefinition === true || facts[index]?.code === '' || !random.chance(0.3)) return [line];
        const blanks = /^[ \t]*/.exec(line.text)?.[0] ?? '';
        return [...random.one(depths[index] === 0 ? foreign : [...foreign, ...inner]).map((text) => ({ text: blanks + text, from: [] })), line];
      });
    });
    return changed && { ...changed, id: 'here' };
  },
};

/** A block's body out of a definition of several lines. */
const multiLine: Change = {
  name: 'definitions of several lines',
  exact: false,
  hidesBraces: true,
  apply: (variant, random) => eachFile(variant, (lines, facts, path) => {
    if (hasDirections(lines) || isForOldVersion(lines)) return undefined;
    const name = `BODY_${path.replace(/\W/g, '_')}`;
    const fits = (each: LineFacts): boolean => !isDelicate(each) && each.kind === 'text' && !each.conditional && !/[$~@\\]|include/.test(each.code) && each.code !== '' && each.comment === '';
    const found = range(facts, random, fits);
    if (!found) return undefined;
    const [first, last] = found;
    if (last === first) return undefined;
    const body = lines.slice(first, last + 1);
    const top = topOf(facts);
    const definition = [{ text: `$${name}= \\`, from: [] }, ...body.map((line, index) => (index < body.length - 1 ? { ...line, text: `${line.text.replace(/[ \t]+$/, '')} \\` } : line))];
    return [...lines.slice(0, top), ...definition, ...lines.slice(top, first), { text: random.one([`$${name}`, `\${${name}}`]), from: body.flatMap(({ from }) => from) }, ...lines.slice(last + 1)];
  }),
};

/** A value by a generator that makes one value. */
const generated: Change = {
  name: 'generators of one value',
  exact: true,
  apply: (variant, random) => eachFile(variant, (lines, facts) => {
    if (isForOldVersion(lines)) return undefined;
    const depths = depthsOf(facts);
    let count = 0;
    const out = lines.map((line, index) => {
      const each = facts[index];
      if (each?.kind !== 'text' || each.conditional || each.glued || isDelicate(each) || depths[index] === 0 || /[$~{}"'\\#!]/.test(each.code) || !random.chance(0.3)) return line;
      const number = / (\d{1,4})$/.exec(each.code)?.[1];
      if (number === undefined || (number.startsWith('0') && number !== '0')) return line;
      count++;
      const head = each.code.slice(0, -number.length);
      return { ...line, text: `${random.one([`~SEQ(I, ${number}, 1, ${number}) ${head}$I`, `~LST(I, ${number}) ${head}\${I}`])}${each.comment === '' ? '' : ` ${each.comment}`}` };
    });
    return count === 0 ? undefined : out;
  }),
};

export const placeChanges: readonly Change[] = [
  included('a part included', 1, ''),
  included('parts included from a folder', 3, 'conf.d/'),
  wholeIncluded,
  conditional('@id with the id given', 'here', ['@here', '@^there'], 0.5),
  conditional('@id without the id given', undefined, ['@here'], 0.5),
  conditional('all lines behind @id', 'here', ['@here'], 1),
  forOthers,
  multiLine,
  generated,
];
