import { fits, firsts, isMandatory, isNear, parseEnum, parseValue } from './fit.ts';
import type { Keyword } from './keyword.ts';
import type { Argument, MatchWord, Mismatch, MismatchCode } from './match.ts';
import { OptionsMatcher } from './options.ts';
import { isReported, isUnlimited } from './reported.ts';
import type { EnumPart, LiteralPart, Part, SequencePart, ValuePart } from './signature.ts';
import { Failure } from './types/value-type.ts';
import type { Version } from './version.ts';

/** What may follow the part that is being matched: the rest of its sequence, then that of the sequence around it. */
export interface Follow {
  readonly parts: readonly Part[];
  readonly from: number;
  readonly outer: Follow | undefined;
}

/** One comparison of words with a signature: a recursive descent that goes on behind each mismatch. */
export class Matcher {
  readonly words: readonly MatchWord[];
  readonly args: Argument[] = [];
  readonly mismatches: Mismatch[] = [];
  /** Index of the next word. */
  at = 0;
  /** Parts that were looked for at `triedAt`, the furthest word: what may stand there. */
  private tried: Part[] = [];
  private triedAt = -1;
  /** A word with a reference may become several words, so nothing behind it can be judged. */
  private uncertain = false;
  /** A required word is missing: nothing behind it is of interest. */
  private ended = false;
  /** How many repeated parts are open: an argument inside them may come several times. */
  private depth = 0;
  private readonly keyword: Keyword;
  private readonly item: boolean;
  private readonly target: Version;

  /** Whether `note` is of interest; it costs more than all the rest. */
  readonly recording: boolean;

  constructor(keyword: Keyword, item: boolean, words: readonly MatchWord[], target: Version, recording: boolean) {
    this.recording = recording;
    this.keyword = keyword;
    this.item = item;
    this.words = words;
    this.target = target;
  }

  run(signature: SequencePart): void {
    this.sequence(signature.parts, undefined);
    const surplus = this.words[this.at];
    // A surplus reference may turn out to be nothing.
    if (!surplus || (surplus.dynamic !== undefined && !surplus.quoted)) return;
    const expected = this.recording ? this.triedFrom(this.at) : this.again(signature);
    // Where something may stand the word is a wrong one rather than one too many.
    const code = expected.length === 0 ? 'extra' : expected.some((part) => part.kind === 'value') ? 'invalid' : 'enum';
    this.mismatch(code, this.at, expected);
  }

  /** What might have stood at the first surplus word, found by a second run. */
  private again(signature: SequencePart): readonly Part[] {
    const second = new Matcher(this.keyword, this.item, this.words, this.target, true);
    second.sequence(signature.parts, undefined);
    return second.triedFrom(this.at);
  }

  /** Notes what may stand at the current word. */
  note(part: Part): void {
    if (!this.recording || this.ended) return;
    if (this.at > this.triedAt) {
      this.triedAt = this.at;
      this.tried = [];
    }
    if (this.at === this.triedAt) for (const first of firsts(part)) if (!this.tried.includes(first)) this.tried.push(first);
  }

  /** The parts that may stand at a word, if the match came so far. */
  triedFrom(word: number): readonly Part[] {
    return this.triedAt === word ? this.tried : [];
  }

  mismatch(code: MismatchCode, word: number, expected: readonly Part[], version?: Version): void {
    if (this.uncertain || (code === 'out-of-range' && isUnlimited(expected, this.target))) return;
    const reported = isReported(this.keyword, this.item, code, expected, this.target);
    this.mismatches.push(version === undefined ? { code, word, expected, reported } : { code, word, expected, version, reported });
  }

  argument(name: string, word: number, part: Part, value: unknown, state: Argument['state']): void {
    this.args.push({ name, word, part, value, state, repeated: this.depth > 0 });
  }

  /** Checks a word that belongs to certain versions only. */
  checkVersion(word: LiteralPart): void {
    if (word.since !== undefined && word.since > this.target) this.mismatch('needs-version', this.at, [word], word.since);
    else if (word.until !== undefined && word.until < this.target) this.mismatch('removed', this.at, [word], word.until);
  }

  sequence(parts: readonly Part[], outer: Follow | undefined): void {
    for (let i = 0; i < parts.length; i++) {
      const part = parts[i];
      if (part) this.part(part, { parts, from: i + 1, outer });
    }
  }

  part(part: Part, follow: Follow | undefined): void {
    switch (part.kind) {
      case 'literal':
        this.literal(part);
        return;
      case 'value':
      case 'enum':
        this.word(part);
        return;
      case 'sequence':
        this.sequence(part.parts, follow);
        return;
      case 'optional':
        this.optional(part.part, follow);
        return;
      case 'repeat':
        this.depth++;
        this.part(part.part, follow);
        while (this.at < this.words.length && (this.here(part.part) || !this.followFits(follow))) this.part(part.part, follow);
        this.depth--;
        this.note(part.part);
        return;
      case 'choice':
        this.choice(part.parts, follow);
        return;
      case 'options':
        new OptionsMatcher(this, part, follow).run();
        return;
      case 'option':
        return;
    }
  }

  /** Whether the current word may begin a part. */
  here(part: Part): boolean {
    const word = this.words[this.at];
    return word !== undefined && (word.dynamic !== undefined || fits(part, word.text));
  }

  /** Whether the current word may begin what follows. */
  followFits(follow: Follow | undefined): boolean {
    for (let frame = follow; frame; frame = frame.outer) {
      for (let i = frame.from; i < frame.parts.length; i++) {
        const part = frame.parts[i];
        if (!part) continue;
        if (this.here(part)) return true;
        // A part that must come takes the word and says what is wrong with it.
        if (isMandatory(part)) return true;
      }
    }
    return false;
  }

  /** The current word is known too late only: takes it as whatever may stand here. */
  private dynamic(part: Part, name: string | undefined): boolean {
    const word = this.words[this.at];
    if (word?.dynamic === undefined) return false;
    if (name !== undefined) this.argument(name, this.at, part, undefined, 'dynamic');
    if (!word.quoted) this.uncertain = true;
    this.at++;
    return true;
  }

  /** Says that words are missing; once, for the others are missing with the first. */
  missing(expected: readonly Part[]): void {
    if (!this.ended) this.mismatch('missing', this.words.length, expected);
    this.ended = true;
  }

  /** Takes a word that is known too late only, for a part if one is waiting. */
  unknown(part: Part | undefined): void {
    const value = part && firsts(part).findLast((each) => each.kind === 'value');
    if (value?.kind === 'value') this.dynamic(value, value.name);
    else {
      if (this.words[this.at]?.quoted !== true) this.uncertain = true;
      this.at++;
    }
  }

  /** A keyword was found again, so the words behind it can be judged whatever a reference before it became. */
  resume(): void {
    this.uncertain = false;
  }

  /** Whether a word must follow. */
  followIsMandatory(follow: Follow | undefined): boolean {
    for (let frame = follow; frame; frame = frame.outer) if (frame.parts.slice(frame.from).some(isMandatory)) return true;
    return false;
  }

  private literal(part: LiteralPart): void {
    this.note(part);
    const word = this.words[this.at];
    if (!word) return void this.missing([part]);
    if (this.dynamic(part, part.name)) return;
    if (word.text !== part.text) this.mismatch('enum', this.at, [part]);
    else this.checkVersion(part);
    if (part.name !== undefined) this.argument(part.name, this.at, part, true, 'known');
    this.at++;
  }

  private word(part: ValuePart | EnumPart, expected: readonly Part[] = [part]): void {
    this.note(part);
    const word = this.words[this.at];
    if (!word) return void this.missing([part]);
    if (this.dynamic(part, part.name)) return;
    if (part.kind === 'enum') {
      const found = parseEnum(part, word.text);
      if (found === undefined) this.mismatch(expected.some((each) => each.kind === 'value') ? 'invalid' : 'enum', this.at, expected);
      else if (found.kind === 'literal') this.checkVersion(found);
      const value = found?.kind === 'literal' && !part.signed ? found.text : found && word.text;
      this.argument(part.name, this.at, part, value, found === undefined ? 'invalid' : 'known');
    } else {
      const value = parseValue(part, word.text);
      const { decimalsSince } = part;
      if (decimalsSince !== undefined && decimalsSince > this.target && !(value instanceof Failure) && word.text.includes('.')) {
        this.mismatch('needs-version', this.at, [part], decimalsSince);
        this.argument(part.name, this.at, part, undefined, 'invalid');
      } else if (value instanceof Failure) {
        this.mismatch(value.reason, this.at, expected);
        this.argument(part.name, this.at, part, undefined, 'invalid');
      } else this.argument(part.name, this.at, part, value, 'known');
    }
    this.at++;
  }

  private optional(part: Part, follow: Follow | undefined): void {
    this.note(part);
    if (this.at >= this.words.length) return;
    if (this.here(part)) return void this.part(part, follow);
    if (this.followFits(follow)) return;
    // Nothing else can take the word, so it was meant for this part; a word behind an option keyword is surplus.
    if (part.kind === 'value' || part.kind === 'enum' || part.kind === 'choice') this.part(part, follow);
    else if (part.kind === 'sequence' && part.parts[0] && (part.parts[0].kind === 'value' || part.parts[0].kind === 'enum')) this.part(part, follow);
    else if (part.kind === 'repeat') this.part(part, follow);
  }

  private choice(parts: readonly Part[], follow: Follow | undefined): void {
    for (const part of parts) this.note(part);
    const first = parts[0];
    if (!first) return;
    const word = this.words[this.at];
    if (!word) return void this.missing(parts.flatMap(firsts));
    for (const part of parts) if (this.here(part)) return void this.part(part, follow);
    // The alternative that the word nearly is says what is wrong with it: a number that is too large rather than "no address".
    const near = parts.find((part) => isNear(part, word.text));
    if (near) return void this.part(near, follow);
    const expected = parts.flatMap(firsts);
    const value = parts.find((part) => part.kind !== 'literal' && firsts(part)[0]?.kind !== 'literal');
    const start = value?.kind === 'sequence' ? value.parts[0] : value;
    if (start?.kind === 'value' || start?.kind === 'enum') {
      this.word(start, expected);
      if (value?.kind === 'sequence') this.sequence(value.parts.slice(1), follow);
      return;
    }
    this.mismatch('enum', this.at, expected);
    this.at++;
  }
}
