import { ruleList } from '../generated/rules.ts';
import type { RuleDefinition, Scope } from '../rule.ts';

const of = (scope: Scope): readonly RuleDefinition[] => ruleList.filter((rule) => rule.scope === scope);

/** All rules, by what they look at; the list is generated from the files of this folder. */
export const rules = {
  all: ruleList,
  document: of('document'),
  configuration: of('configuration'),
  cluster: of('cluster'),
};
