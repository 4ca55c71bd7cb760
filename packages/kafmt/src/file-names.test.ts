import { isConfigurationName, isTemplateName } from './file-names.ts';

test.each([
  ['keepalived.conf', true, false],
  ['/etc/keepalived/keepalived.conf', true, false],
  ['keepalived-lb1.conf', true, false],
  ['keepalived_master.conf', true, false],
  ['lb1.keepalived.conf', true, false],
  ['keepalived/vips.conf', true, false],
  ['C:\\keepalived\\vips.conf', true, false],
  ['keepalived/sub/vips.conf', false, false],
  ['nginx.conf', false, false],
  ['keepalived.conf.bak', false, false],
  ['keepalived.conf.j2', false, true],
  ['templates/keepalived.conf.erb', false, true],
  ['keepalived/vips.conf.tmpl', false, true],
  ['nginx.conf.j2', false, false],
])('%s', (path, isConfiguration, isTemplate) => {
  expect([isConfigurationName(path), isTemplateName(path)]).toEqual([isConfiguration, isTemplate]);
});
