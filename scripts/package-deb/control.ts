/** The texts of a Debian package, as Debian's policy wants them. */

export interface About {
  readonly version: string;
  readonly architecture: string;
  /** Name and address, from `DEBFULLNAME` and `DEBEMAIL` where they are set. */
  readonly maintainer: string;
  readonly depends: string;
  /** In KiB. */
  readonly installedSize: number;
  readonly date: Date;
}

export function control({ version, architecture, maintainer, depends, installedSize }: About): string {
  return `Package: kaconf
Version: ${version}
Architecture: ${architecture}
Maintainer: ${maintainer}
Installed-Size: ${installedSize}
Depends: ${depends}
Suggests: keepalived
Section: admin
Priority: optional
Description: linter, formatter and language server for keepalived.conf
 kalint judges the configurations of keepalived: each file, and the nodes of a
 cluster together. It finds what keepalived refuses or ignores, identifiers,
 priorities, passwords and peers that do not fit, and failures after which no
 node has the address.
 .
 kafmt formats the files and proves that nothing has changed which keepalived
 reads. keepalived-language-server does both in an editor.
 .
 Nothing that a file names is run. Node.js is not needed.
`;
}

/** Paragraph 4.4 of the policy: a signature with a date as in a mail. */
export function changelog({ version, maintainer, date }: About, changes: readonly string[]): string {
  const entries = changes.map((change) => `  * ${wrap(change, 76).join('\n    ')}\n`).join('');
  return `kaconf (${version}) unstable; urgency=medium\n\n${entries}\n -- ${maintainer}  ${date.toUTCString().replace('GMT', '+0000')}\n`;
}

/** The format of https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/. */
export function copyright(license: string, notices: string): string {
  const [, , ...body] = license.trim().split('\n');
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: kaconf

Files: *
Copyright: 2026 the kaconf authors
License: Expat

License: Expat
${indented(body.join('\n').replace(/^Copyright.*\n+/, ''))}

Files: usr/lib/kaconf/kaconf
Copyright: the authors named in the comment
License: various
Comment:
${indented(notices)}

License: various
 The licenses are in the comment on the file.
`;
}

/** As the value of a field: one blank in front, a dot for an empty line. */
function indented(text: string): string {
  return text.trimEnd().split(/\r?\n/).map((line) => ` ${line.trim() === '' ? '.' : line}`).join('\n');
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** The points of one version in a changelog of ours, without Markdown. */
export function changesOf(markdown: string, version: string): readonly string[] {
  const part = markdown.split(/^## /m).find((each) => each.startsWith(version)) ?? '';
  return part.split(/^- /m).slice(1).map((point) => point.split(/\n\n/)[0]?.replace(/[*`]|\]\([^)]*\)|\[/g, '').replace(/\s+/g, ' ').trim() ?? '');
}
