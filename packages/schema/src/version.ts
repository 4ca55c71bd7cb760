/** A keepalived version as one comparable number: `2.4.3` is 2_004_003. */
export type Version = number;

/** The newest version that the vocabulary describes; what `--target` means when it is not given. */
export const newest: Version = 2_004_003;

/** The oldest version that can be a target. */
export const oldest: Version = 1_002_000;

/** Reads `2.4.3`, `v2.4.3` or `2.4`; undefined for anything else. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?$/.exec(text.trim());
  if (!match) return undefined;
  return Number(match[1]) * 1_000_000 + Number(match[2]) * 1_000 + Number(match[3] ?? 0);
}

/** The usual notation, without `v`. */
export function formatVersion(version: Version): string {
  return `${Math.floor(version / 1_000_000)}.${Math.floor(version / 1_000) % 1_000}.${version % 1_000}`;
}
