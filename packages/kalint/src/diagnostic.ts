import type { Place } from '@kaconf/semantics';

export type Severity = 'error' | 'warning' | 'info';

/** A replacement in one document; half-open UTF-16 offsets. */
export interface Edit {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change that resolves a finding. `safe`: what keepalived does stays what the author visibly meant. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

/** A finding with everything that a reporter needs. */
export interface Diagnostic {
  readonly rule: string;
  /** `off`: kept only until it is known whether keepalived accepts the file; never handed out. */
  readonly severity: Severity | 'off';
  readonly message: string;
  readonly place: Place;
  readonly nodes: readonly string[];
  readonly related: readonly Related[];
  readonly fix: Fix | undefined;
  /** Further edits that a person may choose; never applied by `--fix`. */
  readonly suggestions: readonly Fix[];
  readonly reportedByKeepalived: boolean;
  /** 1-based lines of the document at which keepalived reports this defect. */
  readonly keepalivedLines: readonly number[];
  /** Further lines at which it complains only because of this defect. */
  readonly consequences: readonly number[];
  /** keepalived reads on at another level from here. */
  readonly derails: boolean;
}

/** A diagnostic as it is handed out. */
export interface ReportedDiagnostic extends Diagnostic {
  readonly severity: Severity;
}
