/** Where a variant is judged otherwise, and rightly so. */
interface Known {
  readonly specimen: RegExp;
  readonly change: RegExp;
  readonly why: string;
}

const known: readonly Known[] = [
  { specimen: /^syntax\/fragment bad/, change: /included|several lines|second time|values/, why: 'an included file is judged where it is included' },
  { specimen: /conditions-in-the-wrong-place/, change: /^values/, why: 'keepalived 2.2.7 looks at a line once more after a replacement, and there is a second condition' },
  { specimen: /typo-chars/, change: /quoted|statements/, why: 'a quoted word may hold any character, and what an unknown word opens is not read' },
  { specimen: /slashes-for-comments/, change: /braces|several lines/, why: 'the words behind a brace that was part of a remark become statements' },
  { specimen: /nul-byte/, change: /order|lines/, why: 'a line with a NUL is not counted' },
  { specimen: /sync-groups|notify-in-skipped-block/, change: /blocks in another order/, why: 'of two that exclude each other keepalived takes the first' },
  { specimen: /sync-daemon/, change: /names/, why: 'the id of the daemon is no number of an instance' },
  { specimen: /deprecated\/keyword/, change: /directives in another order/, why: 'of two names for one setting the last one counts' },
  { specimen: /^syntax\/fragment bad/, change: /other ids/, why: 'a condition that leads to nothing is no line of a fragment' },
  { specimen: /dup-block|typographic-characters bad|receive-buffers-lines/, change: /statements|several lines|quoted/, why: 'what one definition brings in stands at one place' },
  { specimen: /receive-buffers-lines/, change: /in another order/, why: 'what is refused is what comes second' },
  { specimen: /same-vip-t/, change: /blocks in another order/, why: 'which of three is told to be like which other one' },
  { specimen: /vip-is-own-address bad/, change: /second time/, why: 'the static addresses are not there twice' },
  { specimen: /sample/, change: /second time|names/, why: 'the names and addresses of the sample are what it is about' },
];

/** Why a change need not leave the findings of an example as they are; undefined where it has to. */
export function excuse(specimen: string, change: string): string | undefined {
  return known.find((each) => each.specimen.test(specimen) && each.change.test(change))?.why;
}
