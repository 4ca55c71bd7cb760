import { parseVersion, type Version } from '@kaconf/schema';
import { templateModes, type FormatOptions } from 'kafmt';
import type { Preset, Severity, TemplateMode } from 'kalint';

/**
 * What the user set under `keepalived.*`. What is undefined was left alone, so that a `.kalintrc` decides; docs/editors.md
 * lists every name.
 */
export interface Settings {
  readonly target: Version | undefined;
  readonly configId: string | undefined;
  readonly preset: Preset | undefined;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly locale: string | undefined;
  readonly template: TemplateMode | undefined;
  readonly includeCheck: boolean | undefined;
  readonly allowIncludeOutside: boolean | undefined;
  /** Absolute, or relative to the folder of the project. */
  readonly hostRoot: string | undefined;
  readonly paths: ReadonlyMap<string, string>;
  /** Milliseconds between the last change and its diagnostics. */
  readonly delay: number;
  /** False: no diagnostics at all. */
  readonly validate: boolean;
  readonly format: Partial<FormatOptions> & { readonly enable: boolean };
  readonly snippets: boolean;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
}



/** Reads what a client sends. Whatever does not fit is passed over: a typing error in a setting must not stop the server. */
export function readSettings(given: unknown): Settings {
  const all = record(given);
  const format = record(all['format']);
  const diagnostics = record(all['diagnostics']);
  return {
    target: version(all['target']),
    configId: text(all['configId']),
    preset: word(['recommended', 'strict', 'all'], all['preset']),
    rules: new Map(Object.entries(record(all['rules'])).flatMap(([id, level]) => {
      const severity = word(['off', 'info', 'warning', 'error'], level);
      return severity === undefined ? [] : [[id, severity] as const];
    })),
    locale: text(all['locale']),
    template: word(templateModes, all['template']),
    includeCheck: flag(all['includeCheck']),
    allowIncludeOutside: flag(all['allowIncludeOutside']),
    hostRoot: text(all['hostRoot']),
    paths: new Map(Object.entries(record(all['paths'])).flatMap(([from, to]) => (typeof to === 'string' ? [[from, to] as const] : []))),
    delay: number(diagnostics['delay'], 0, 10_000) ?? 150,
    validate: flag(diagnostics['enable']) ?? true,
    format: {
      enable: flag(format['enable']) ?? true,
      ...defined('tabWidth', number(format['indentWidth'], 1, 16)),
      ...defined('useTabs', flag(format['useTabs'])),
      ...defined('printWidth', number(format['printWidth'], 20, 1_000)),
      ...defined('endOfLine', word(['lf', 'crlf', 'auto'] as const, format['endOfLine'])),
      ...defined('alignComments', flag(format['alignComments'])),
      ...defined('oneLineLists', flag(format['oneLineLists'])),
    },
    snippets: flag(record(all['completion'])['snippets']) ?? true,
    inlayHints: flag(record(all['inlayHints'])['enable']) ?? true,
    codeLens: flag(record(all['codeLens'])['enable']) ?? true,
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function defined<K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, T>);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function number(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : undefined;
}

function version(value: unknown): Version | undefined {
  const given = text(value);
  return given === undefined ? undefined : parseVersion(given);
}

function word<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((each) => each === value);
}

/** What counts where nothing was set. */
export const defaultSettings: Settings = readSettings({});
