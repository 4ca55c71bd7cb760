import { findOption, firsts, isMandatory, isNear } from './fit.ts';
import type { Follow, Matcher } from './matcher.ts';
import type { LiteralPart, OptionPart, OptionsPart, Part } from './signature.ts';

/** Matches `{ any | order }`: options by their keyword, and parts without a keyword by their type. */
export class OptionsMatcher {
  private readonly matcher: Matcher;
  private readonly part: OptionsPart;
  private readonly follow: Follow | undefined;
  private readonly used = new Set<OptionPart>();
  private readonly open: Part[];
  private strange = false;

  constructor(matcher: Matcher, part: OptionsPart, follow: Follow | undefined) {
    this.matcher = matcher;
    this.part = part;
    this.follow = follow;
    this.open = [...part.others];
  }

  run(): void {
    const { matcher, part } = this;
    while (matcher.at < matcher.words.length) {
      if (!this.step()) break;
    }
    this.note();
    const missing = this.open.filter(isMandatory);
    if (missing.length > 0) matcher.missing(missing.flatMap(firsts));
    else if (part.required && this.used.size === 0 && !this.strange) matcher.missing(firsts(part));
  }

  private note(): void {
    if (!this.matcher.recording) return;
    for (const each of this.open) this.matcher.note(each);
    for (const each of this.part.options) if (each.many || !this.used.has(each)) this.matcher.note(each);
  }

  /** Takes one option or part; false where the words go on outside. */
  private step(): boolean {
    const { matcher } = this;
    const word = matcher.words[matcher.at];
    if (!word) return false;
    if (word.dynamic !== undefined) {
      if (matcher.followIsMandatory(this.follow)) return false;
      matcher.unknown(this.open.shift());
      return true;
    }
    const option = findOption(this.part, word.text);
    if (option) {
      this.option(option, word.text);
      return true;
    }
    const index = this.open.findIndex((each) => matcher.here(each));
    if (index >= 0) {
      this.other(index);
      return true;
    }
    if (matcher.followFits(this.follow)) return false;
    this.stranger();
    return true;
  }

  private option(option: OptionPart, text: string): void {
    const { matcher } = this;
    const written: LiteralPart = option.word.text === text ? option.word : (option.aliases.find((alias) => alias.text === text) ?? option.word);
    if (this.used.has(option) && !option.many) matcher.mismatch('duplicate-option', matcher.at, [option]);
    else matcher.checkVersion(written);
    this.used.add(option);
    if (option.args.parts.length === 0) matcher.argument(option.name, matcher.at, option, true, 'known');
    matcher.at++;
    matcher.resume();
    matcher.sequence(option.args.parts, { parts: [this.part], from: 0, outer: this.follow });
  }

  private other(index: number): void {
    const [part] = this.open.splice(index, 1);
    if (part) this.matcher.part(part.kind === 'optional' ? part.part : part, { parts: [this.part], from: 0, outer: this.follow });
  }

  /** A word that nothing knows: said once, then read on at the next option. */
  private stranger(): void {
    const { matcher } = this;
    const text = matcher.words[matcher.at]?.text ?? '';
    const near = this.open.findIndex((each) => isNear(each, text));
    if (near >= 0) return void this.other(near);
    const mandatory = this.open.findIndex(isMandatory);
    if (mandatory >= 0) return void this.other(mandatory);
    const expected = [...this.open.flatMap(firsts), ...this.part.options.filter((each) => each.many || !this.used.has(each))];
    // Behind a wrong value it follows from that: "dev eth0" where an address should stand.
    if (!matcher.mismatches.some((each) => each.code === 'invalid')) matcher.mismatch('enum', matcher.at, expected);
    this.strange = true;
    do matcher.at++;
    while (matcher.at < matcher.words.length && !findOption(this.part, matcher.words[matcher.at]?.text ?? ''));
  }
}
