-- Runs in Neovim 0.7 and later, after the configuration of docs/editors.md; the first file of the pair is open.
local project = os.getenv('PROJECT')
local failures = 0

local function check(name, test)
  local ok, problem = pcall(test)
  if not ok then failures = failures + 1 end
  io.stdout:write(string.format('%s %s%s\n', ok and 'ok' or 'not ok', name, ok and '' or ' # ' .. tostring(problem):gsub('\n', ' ')))
end

local function wait_for(what, condition)
  assert(vim.wait(20000, condition, 20), 'waited in vain: ' .. what)
end

local buffer = vim.api.nvim_get_current_buf()
local client

local function lines(of) return vim.api.nvim_buf_get_lines(of, 0, -1, false) end

local function line_of(of, text)
  for number, line in ipairs(lines(of)) do
    if line:find(text, 1, true) then return number - 1, line:find(text, 1, true) - 1 end
  end
  error('no line with ' .. text)
end

local function request(method, of, text, more, offset)
  local line, column = line_of(of, text)
  local parameters = vim.tbl_extend('force', {
    textDocument = { uri = vim.uri_from_bufnr(of) }, position = { line = line, character = column + (offset or 1) },
  }, more or {})
  local answers = assert(vim.lsp.buf_request_sync(of, method, parameters, 10000))
  local answer = assert(answers[client.id], 'no answer')
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end

local function has(of, code)
  for _, each in ipairs(vim.diagnostic.get(of)) do
    local own = each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code)
    if own == code then return each end
  end
end

check('the file type is known by its name', function() assert(vim.bo[buffer].filetype == 'keepalived', vim.bo[buffer].filetype) end)

check('the server starts', function()
  wait_for('client', function()
    client = vim.lsp.get_active_clients()[1]
    return client and client.initialized
  end)
end)

check('diagnostics', function()
  wait_for('misspelt keyword', function() return has(buffer, 'syntax/unknown-keyword') end)
  assert(has(buffer, 'syntax/unknown-keyword').severity == vim.diagnostic.severity.ERROR)
end)

check('diagnostics of the peer, which is not open', function()
  local peer = vim.uri_to_bufnr(vim.uri_from_fname(project .. '/lb2/keepalived.conf'))
  wait_for('router ID', function() return has(peer, 'pair/vrid-mismatch') or has(buffer, 'pair/vrid-mismatch') end)
end)

check('hover in a window', function()
  local line, column = line_of(buffer, 'priority 150')
  vim.api.nvim_win_set_cursor(0, { line + 1, column + 2 })
  vim.lsp.buf.hover()
  wait_for('window', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        local text = table.concat(lines(vim.api.nvim_win_get_buf(window)), '\n')
        if text:find('90 to 150', 1, true) then return true end
      end
    end
  end)
end)

check('completion fits the place', function()
  local result = request('textDocument/completion', buffer, 'state MASTER', nil, 6)
  local labels = vim.tbl_map(function(item) return item.label end, result.items or result)
  assert(vim.deep_equal(labels, { 'MASTER', 'BACKUP' }), vim.inspect(labels))
end)

check('definition in an included file', function()
  local result = request('textDocument/definition', buffer, 'chk_web')
  local first = result[1] or result
  assert((first.uri or first.targetUri):find('conf.d/checks.conf', 1, true), vim.inspect(result))
end)

check('a quick fix', function()
  local line, column = line_of(buffer, 'advert_itn')
  local range = { start = { line = line, character = column }, ['end'] = { line = line, character = column + 3 } }
  local actions = request('textDocument/codeAction', buffer, 'advert_itn', { range = range, context = { diagnostics = {} } })
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  assert(line_of(buffer, 'advert_int 1') == line)
  wait_for('no misspelt keyword', function() return not has(buffer, 'syntax/unknown-keyword') end)
end)

check('rename in three files, one of them open and not saved', function()
  vim.cmd('edit ' .. project .. '/lb2/keepalived.conf')
  local peer = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(peer, 0, 0, false, { '# not saved' })
  -- Neovim collects changes for a moment before it sends them.
  vim.wait(400)
  vim.cmd('buffer ' .. buffer)
  local edit = request('textDocument/rename', buffer, 'chk_web', { newName = 'chk_http' })
  vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  local included = vim.uri_to_bufnr(vim.uri_from_fname(project .. '/lb1/conf.d/checks.conf'))
  for _, each in ipairs({ buffer, peer, included }) do
    local text = table.concat(lines(each), '\n')
    assert(text:find('chk_http', 1, true) and not text:find('chk_web', 1, true), text)
  end
  assert(lines(peer)[1] == '# not saved')
end)

check('formatting', function()
  vim.api.nvim_buf_set_lines(buffer, 0, 0, false, { 'static_ipaddress {', '192.0.2.77/24', '}' })
  local line = line_of(buffer, '192.0.2.77')
  if vim.lsp.buf.format then vim.lsp.buf.format({ timeout_ms = 10000 }) else vim.lsp.buf.formatting_sync({ tabSize = 4, insertSpaces = true }, 10000) end
  assert(lines(buffer)[line + 1]:match('^%s+192%.0%.2%.77/24$'), lines(buffer)[line + 1])
end)

check('the server ends when it is told to', function()
  local id = client.id
  vim.lsp.stop_client(id)
  wait_for('end', function() return vim.lsp.get_client_by_id(id) == nil end)
end)

local version = vim.version()
io.stdout:write(string.format('# Neovim %d.%d.%d\n', version.major, version.minor, version.patch))
vim.cmd(failures > 0 and 'cquit 1' or 'qall!')
