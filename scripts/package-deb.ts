/**
 * Builds a Debian package from the stand-alone executable (`npm run package:bin` first; it is run if there is none), with
 * manual pages and completions. It needs no Node. `DEBFULLNAME` and `DEBEMAIL` name the maintainer.
 *
 *     npm run package:deb
 *     npm run package:deb -- --try        installs it here, uses it, removes it (root)
 */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expectRun, run } from './check-packages/shell.ts';
import { changelog, changesOf, control, copyright, type About } from './package-deb/control.ts';
import { tryPackage } from './package-deb/trial.ts';
import { manualFiles, sourceDate } from './package-manual.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const commands = ['kalint', 'kafmt', 'keepalived-language-server'];
/** Where dpkg-shlibdeps is not installed: what it says of Node 24. */
const usualDepends = 'libc6 (>= 2.34), libgcc-s1 (>= 3.4), libstdc++6 (>= 10.2)';

/** The executable is not built by Debian's own tools; what its linter has to say of that is known. */
const overrides = `# The executable is Node.js with a program in it; what it is made of is in it, not beside it.
kaconf: embedded-library *
kaconf: hardening-no-pie *
# The licenses of what is in it are given word for word.
kaconf: copyright-file-contains-full-apache-2-license
kaconf: old-fsf-address-in-copyright-file
`;

function put(stage: string, name: string, content: string | Buffer): void {
  const file = join(stage, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode: 0o644 });
}

/** Always the same bytes for the same text, as small as can be. */
function zipped(text: string): Buffer {
  return gzipSync(text, { level: 9 });
}

async function dependencies(executable: string): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'shlibdeps-'));
  mkdirSync(join(cwd, 'debian'));
  writeFileSync(join(cwd, 'debian/control'), 'Source: kaconf\n\nPackage: kaconf\nArchitecture: any\n');
  const found = await run('dpkg-shlibdeps', ['-O', `-e${executable}`], { cwd }).catch(() => undefined);
  rmSync(cwd, { recursive: true });
  return /^shlibs:Depends=(.+)$/m.exec(found?.out ?? '')?.[1] ?? usualDepends;
}

/** All files and links below a folder, relative to it, in a fixed order. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}

async function fill(stage: string, executable: string, date: Date): Promise<void> {
  mkdirSync(join(stage, 'usr/lib/kaconf'), { recursive: true });
  mkdirSync(join(stage, 'usr/bin'), { recursive: true });
  copyFileSync(executable, join(stage, 'usr/lib/kaconf/kaconf'));
  chmodSync(join(stage, 'usr/lib/kaconf/kaconf'), 0o755);
  for (const name of commands) symlinkSync('../lib/kaconf/kaconf', join(stage, 'usr/bin', name));
  for (const [name, text] of manualFiles(date.toISOString().slice(0, 10))) {
    const manual = name.startsWith('man/');
    put(stage, `usr/share/${name}${manual ? '.gz' : ''}`, manual ? zipped(text) : text);
  }
  const maintainer = `${process.env['DEBFULLNAME'] ?? 'the kaconf authors'} <${process.env['DEBEMAIL'] ?? 'kaconf@localhost.localdomain'}>`;
  const about: About = {
    version, maintainer, date,
    architecture: (await expectRun(0, 'dpkg', ['--print-architecture'], { cwd: stage })).trim(),
    depends: await dependencies(executable),
    installedSize: Math.ceil(statSync(executable).size / 1024) + 600,
  };
  put(stage, 'usr/share/doc/kaconf/copyright', copyright(readFileSync(join(root, 'LICENSE'), 'utf8'), readFileSync(join(dirname(executable), 'THIRD-PARTY-NOTICES.txt'), 'utf8')));
  put(stage, 'usr/share/doc/kaconf/changelog.gz', zipped(changelog(about, changesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version))));
  for (const schema of ['kalint.schema.json', 'kalint-report.schema.json', 'problem-matcher.json']) put(stage, `usr/share/kaconf/${schema}`, readFileSync(join(root, 'packages/kalint', schema)));
  put(stage, 'usr/share/lintian/overrides/kaconf', overrides);
  put(stage, 'DEBIAN/md5sums', filesBelow(join(stage, 'usr')).filter((name) => !name.startsWith('bin/')).map((name) => `${createHash('md5').update(readFileSync(join(stage, 'usr', name))).digest('hex')}  usr/${name}\n`).join(''));
  put(stage, 'DEBIAN/control', control(about));
}

const { values } = parseArgs({ options: { try: { type: 'boolean', default: false } } });
const executable = join(root, 'dist/bin/kaconf');
if (!existsSync(executable)) process.stdout.write(await expectRun(0, 'npm', ['run', 'package:bin'], { cwd: root }));
const stage = mkdtempSync(join(tmpdir(), 'package-deb-'));
try {
  // Others have to be able to read what is in it.
  process.umask(0o022);
  chmodSync(stage, 0o755);
  await fill(stage, executable, sourceDate());
  const built = join(stage, '..', `${stage.split('/').at(-1) ?? ''}.deb`);
  // A higher level takes three times as long for a sixth less.
  await expectRun(0, 'dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', stage, built], { cwd: root });
  const architecture = (await expectRun(0, 'dpkg-deb', ['--field', built, 'Architecture'], { cwd: root })).trim();
  const deb = `dist/kaconf_${version}_${architecture}.deb`;
  cpSync(built, join(root, deb));
  rmSync(built);
  process.stdout.write(`${deb}: ${Math.round(statSync(join(root, deb)).size / 1e6)} MB\n`);
  // Who hands the package out says under which address.
  const anonymous = process.env['DEBEMAIL'] === undefined ? ['--suppress-tags', 'bogus-mail-host,bogus-mail-host-in-debian-changelog'] : [];
  const lintian = await run('lintian', ['--no-tag-display-limit', ...anonymous, join(root, deb)], { cwd: root }).catch(() => undefined);
  process.stdout.write(lintian ? `lintian: ${lintian.out.trim() === '' ? 'nothing to say' : `\n${lintian.out}`}\n` : 'lintian is not installed\n');
  if (/^E: /m.test(lintian?.out ?? '')) process.exitCode = 1;
  if (values.try) {
    tryPackage(join(root, deb), filesBelow(join(stage, 'usr')).map((name) => `/usr/${name}`));
    process.stdout.write('installed, used and removed\n');
  }
} finally {
  rmSync(stage, { recursive: true, force: true });
}
