" Runs in Vim without a window, with the syntax file of grammar/; the first file of the pair is open.
set nomore
let s:failures = 0
let s:log = []

function s:Check(name, ok, found) abort
  if !a:ok | let s:failures += 1 | endif
  call add(s:log, (a:ok ? 'ok ' : 'not ok ') . a:name . (a:ok ? '' : ' # ' . string(a:found)))
endfunction

" The group of the first letter of a text.
function s:GroupOf(text) abort
  call cursor(1, 1)
  let [l:line, l:column] = searchpos('\V' . escape(a:text, '\'), 'cW')
  return l:line == 0 ? 'not found' : synIDattr(synID(l:line, l:column, 1), 'name')
endfunction

call s:Check('the file type is known by its name', &filetype ==# 'keepalived', &filetype)
call append(0, ['@lb1 vrrp_version 3 ! note', 'vrrp_track_file f {', '}', '~SEQ(N, 1, 3) static_rules { }'])
for [s:text, s:group] in items({
      \ '# The first': 'keepalivedComment', '! note': 'keepalivedComment', '@lb1': 'keepalivedCondition', '~SEQ(': 'keepalivedGenerator', '$VIP=': 'keepalivedVariable',
      \ '${VIP}': 'keepalivedVariable', 'vrrp_instance VI_1': 'keepalivedBlock', 'priority 150': 'keepalivedDirective', '150': 'keepalivedNumber', 'MASTER': 'keepalivedValue',
      \ 'dev eth0': 'keepalivedOption', 'weight 1': 'keepalivedDirective', '198.51.100.20/24': 'keepalivedAddress', 'vrrp_track_file': 'keepalivedOld', 'track_script': 'keepalivedBlock',
      \ })
  let s:found = s:GroupOf(s:text)
  call s:Check(s:text . ' is ' . s:group, s:found ==# s:group, s:found)
endfor
call add(s:log, '# Vim ' . v:version)
call writefile(s:log, $RESULTS)
execute s:failures > 0 ? 'cquit!' : 'qall!'
