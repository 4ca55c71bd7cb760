import { type ValueType, invalid } from './value-type.ts';

/** A word of routes and rules that is built from several numbers or names; its text is kept. */
function composed(name: string, noun: string, fits: (text: string) => boolean): ValueType {
  return { name, noun, parse: (text) => (fits(text) ? text : invalid), typeScript: 'string' };
}

/** A number in C notation; only its size matters here, and an octal one is never larger than it looks. */
const upTo = (limit: number) => (text: string) => /^(?:0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/.test(text) && Number(text) <= limit;
const isName = (text: string) => /^[^\d\s/+-][^\s/]*$/.test(text);

/** `REALM[/REALM]`: 0 to 255 or names of rt_realms. */
export const realms = composed('realms', 'one or two realms (0 to 255 or a name)', (text) => {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every((part) => upTo(255)(part) || isName(part));
});

/** `MARK[/MASK]` in C notation. */
export const markMask = composed('mark/mask', 'a mark with an optional mask', (text) => {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every(upTo(0xffff_ffff));
});

/** `LABEL[/LABEL]...`, labels of 20 bits. */
export const mplsLabels = composed('mpls-labels', 'MPLS labels', (text) => text.split('/').every(upTo(1_048_575)));

/** Four groups of hexadecimal digits. */
export const ilaLocator = composed('ila-locator', 'an ILA locator (four hexadecimal groups)', (text) => /^[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){3}$/.test(text));

/** keepalived does not ask for the larger one to come last. */
function pair(text: string, limit: number): boolean {
  const found = /^(\d+)-(\d+)$/.exec(text);
  return found !== null && Number(found[1]) <= limit && Number(found[2]) <= limit;
}

/** `UID-UID`. */
export const uidRange = composed('uid-range', 'a range of user IDs', (text) => pair(text, 0xffff_ffff));

/** `PORT-PORT`; a single port is refused by keepalived. */
export const portRange = composed('port-range', 'a range of ports', (text) => pair(text, 65_535));
