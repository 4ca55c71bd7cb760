import { type ValueType, invalid } from './value-type.ts';

/** A word of routes and rules that is built from several numbers or names; its text is kept. */
function composed(name: string, noun: string, fits: (text: string) => boolean): ValueType {
  return { name, noun, parse: (text) => (fits(text) ? text : invalid), typeScript: 'string' };
}

const upTo = (limit: number) => (text: string) => /^\d+$/.test(text) && Number(text) <= limit;
const cNumber = (text: string) => /^(?:0[xX][\da-fA-F]{1,8}|0[0-7]*|[1-9]\d*)$/.test(text) && Number(text) <= 0xffff_ffff;
const isName = (text: string) => /^[^\d\s/+-][^\s/]*$/.test(text);

/** `REALM[/REALM]`: 0 to 255 or names of rt_realms. */
export const realms = composed('realms', 'one or two realms (0 to 255 or a name)', (text) => {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every((part) => upTo(255)(part) || isName(part));
});

/** `MARK[/MASK]` in C notation. */
export const markMask = composed('mark/mask', 'a mark with an optional mask', (text) => {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every(cNumber);
});

/** `LABEL[/LABEL]...`, labels of 20 bits. */
export const mplsLabels = composed('mpls-labels', 'MPLS labels', (text) => text.split('/').every(upTo(1_048_575)));

/** Four groups of hexadecimal digits. */
export const ilaLocator = composed('ila-locator', 'an ILA locator (four hexadecimal groups)', (text) => /^[\da-fA-F]{1,4}(?::[\da-fA-F]{1,4}){3}$/.test(text));

function ascending(text: string, limit: number): boolean {
  const found = /^(\d+)-(\d+)$/.exec(text);
  return found !== null && Number(found[1]) <= Number(found[2]) && Number(found[2]) <= limit;
}

/** `UID-UID`. */
export const uidRange = composed('uid-range', 'a range of user IDs', (text) => ascending(text, 0xffff_ffff));

/** `PORT-PORT`; a single port is refused by keepalived. */
export const portRange = composed('port-range', 'a range of ports', (text) => ascending(text, 65_535));
