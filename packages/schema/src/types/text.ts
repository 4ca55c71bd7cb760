import type { ValuePart } from '../signature.ts';
import { type ValueType, invalid, tooLong, tooShort } from './value-type.ts';

const encoder = new TextEncoder();

/** keepalived counts bytes. */
export function byteLength(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return encoder.encode(text).length;
  return text.length;
}

/** Whether a text has the length that a part asks for; a `Failure` or undefined. */
export function lengthFailure(text: string, part: ValuePart) {
  if (part.maxLength !== undefined && byteLength(text) > part.maxLength) return tooLong;
  if (part.minLength !== undefined && byteLength(text) < part.minLength) return tooShort;
  return undefined;
}

const bounded = (text: string, part: ValuePart) => lengthFailure(text, part) ?? text;

/** Any word. */
export const string: ValueType = { name: 'string', parse: bounded, noun: 'a word', typeScript: 'string' };

/** A name of the administrator's choice. */
export const identifier: ValueType = { name: 'identifier', parse: bounded, noun: 'a name', typeScript: 'string' };

/** A file or directory; whether it exists is the host's matter. */
export const path: ValueType = { name: 'path', parse: bounded, noun: 'a path', typeScript: 'string' };

/** A file pattern with wildcards and brace alternatives. */
export const glob: ValueType = { name: 'glob', parse: bounded, noun: 'a file pattern', typeScript: 'string' };

/** A network interface; the kernel's limit is 15 bytes. */
export const networkInterface: ValueType = { name: 'interface', parse: bounded, noun: 'a network interface', typeScript: 'string' };

/** A user of the host. */
export const user: ValueType = { name: 'user', parse: bounded, noun: 'a user', typeScript: 'string' };

/** A group of the host. */
export const group: ValueType = { name: 'group', parse: bounded, noun: 'a group', typeScript: 'string' };

/** A command; one word, so a command with parameters is quoted as a whole. */
export const script: ValueType = { name: 'script', parse: bounded, noun: 'a command', typeScript: 'string' };

/** A host name or address. */
export const host: ValueType = { name: 'host', parse: bounded, noun: 'a host', typeScript: 'string' };

/** An email address, also with a display name; keepalived does not look into it. */
export const email: ValueType = { name: 'email', parse: bounded, noun: 'an email address', typeScript: 'string' };

/** A regular expression of PCRE2; other than JavaScript's, so its inside is not judged. */
export const regex: ValueType = { name: 'regex', parse: bounded, noun: 'a regular expression', typeScript: 'string' };

/** A name that the files of iproute2 may define (tables, realms, scopes ...); a number is none. */
export const routingName: ValueType = {
  name: 'routing-name',
  parse: (text) => (/^[\d+-]/.test(text) || text === '' ? invalid : text),
  noun: 'a name known to iproute2',
  typeScript: 'string',
};
