import { interfaceArguments, isPlaceholder } from '../../vrrp/interface-arguments.ts';
import { defineRule } from '../../rule.ts';


/** What a manual left for the reader to fill in. */
export default defineRule({
  id: 'vrrp/interface-placeholder',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'Names of interfaces are names, not placeholders.',
  details: 'Where an instance, a tracked interface, an address or a route names an interface that does not exist, keepalived refuses the whole VRRP configuration (unless `dynamic_interfaces` is set). Texts such as `<interface>` or `YOUR_INTERFACE` come from a manual and have to be replaced.',
  messages: {
    default: '"{name}" is a placeholder, not the name of an interface; keepalived does not find it and refuses the VRRP configuration.',
  },
  keepalived: 'sometimes',
  *check(configuration) {
    for (const argument of interfaceArguments(configuration)) {
      if (argument.known && isPlaceholder(argument.text)) yield { at: argument, message: 'default', data: { name: argument.text }, reported: canBeAName(argument.text) ? 'silent' : argument.line };
    }
  },
});

/** A host could have an interface of that name, though none does. */
function canBeAName(text: string): boolean {
  return /^[\w.-]+$/.test(text);
}
