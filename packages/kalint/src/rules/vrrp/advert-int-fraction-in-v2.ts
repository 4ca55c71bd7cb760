import { isKnown } from '@kaconf/semantics';
import { reportedOnCompletion } from '../../vrrp/completion.ts';
import { instancesOf } from '../../vrrp/instances.ts';
import { reportedFrom } from '../../reported.ts';
import { defineRule } from '../../rule.ts';

/** Version 2 sends whole seconds, version 3 hundredths up to 40.95. */
export default defineRule({
  id: 'vrrp/advert-int-fraction-in-v2',
  scope: 'configuration',
  severity: 'error',
  tier: 2,
  summary: 'advert_int can be sent with the version that is used.',
  details: 'An advert of version 2 carries whole seconds: keepalived rounds `advert_int 0.5` to 1, and old releases sent 0.4 as 0. Version 3 carries hundredths of a second up to 40.95. Both ends must arrive at the same number, or they drop each other\'s adverts. For less than a second use version 3 on all nodes.',
  messages: {
    default: '{instance}: advert_int {seconds} needs VRRP version 3; with version 2 keepalived rounds it to {rounded}. Write whole seconds, or version 3 on all nodes.',
    unit: '{instance}: version 3 sends hundredths of a second; keepalived rounds advert_int {seconds} to {rounded}.',
    range: '{instance}: version 3 cannot send more than 40.95 seconds; keepalived takes that in place of advert_int {seconds}.',
    whole: 'Write {rounded}',
  },
  needs: ['advert_int'],
  keepalived: 'yes',
  fixable: 'suggestion',
  *check(configuration, context) {
    for (const instance of instancesOf(configuration)) {
      const directive = instance.block.get('advert_int');
      const seconds = directive?.argument('value')?.value;
      const version = instance.version.value;
      if (!directive || seconds === undefined || version === undefined) continue;
      const hundredths = Math.round(seconds * 1e6) / 1e4;
      const whole = Number.isInteger(seconds);
      const message = version === 2 ? (whole ? undefined : 'default') : seconds >= 40.96 ? 'range' : Number.isInteger(hundredths) ? undefined : 'unit';
      if (message === undefined) continue;
      const { value } = directive.args;
      if (!isKnown(value)) continue;
      const rounded = instance.advertInt.value ?? seconds;
      const data = { instance: instance.name, seconds: value.text, rounded };
      const written = directive.document.text.slice(value.range.start, value.range.end) === value.text;
      yield {
        at: directive,
        message,
        data,
        reported: reportedFrom(context.target, 1_002_021, reportedOnCompletion(instance)),
        ...(written ? { suggestions: [{ title: 'whole', data, safe: false, edits: [{ path: directive.document.path, ...value.range, text: String(rounded) }] }] } : {}),
      };
    }
  },
});
