"""Neovim, without a screen, with `holdup lsp` as its server: what authors have, not only what the protocol says."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lsp.conftest import BAKER, DAWN

SESSION = """
local python, folder, file, out = unpack(vim.fn.json_decode(vim.env.HOLDUP_SESSION))
vim.cmd('edit ' .. file)
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = 'holdup', cmd = {python, '-m', 'game', 'lsp', '--seconds', '0'}, root_dir = folder,
})
vim.lsp.buf_attach_client(buffer, client)
local done = {}
local function told() return vim.diagnostic.get(buffer) end
vim.wait(60000, function() return #vim.lsp.get_active_clients() > 0 and vim.lsp.get_client_by_id(client) ~= nil end, 50)
local function line_of(words)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local from = line:find(words, 1, true)
    if from then return number - 1, from - 1 end
  end
end
local row, column = line_of('next: the-crack')
vim.api.nvim_buf_set_text(buffer, row, column, row, column + #'next: the-crack', {'next: the-crak'})
vim.wait(60000, function() return #told() > 0 end, 50)
done.underlined = vim.tbl_map(function(each) return {each.lnum, each.code, each.message} end, told())
vim.api.nvim_buf_set_text(buffer, row, column, row, column + #'next: the-crak', {'next: the-crack'})
vim.wait(60000, function() return #told() == 0 end, 50)
done.left = #told()
local place = {textDocument = {uri = vim.uri_from_bufnr(buffer)}, position = {line = row, character = column + 8}}
local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/definition', place, 60000)
done.definition = answers[client].result[1].range.start.line
done.defined = line_of('  the-crack:')
local file_out = io.open(out, 'w')
file_out:write(vim.fn.json_encode(done))
file_out:close()
vim.cmd('qall!')
"""


def test_neovim_underlines_what_is_typed_and_goes_to_what_is_named(tmp_path: Path) -> None:
    nvim = shutil.which("nvim")
    if nvim is None:
        pytest.skip("nvim is not installed")
    folder = tmp_path / "baker"
    shutil.copytree(BAKER, folder)
    session, out = tmp_path / "session.lua", tmp_path / "told.json"
    session.write_text(SESSION)
    given = json.dumps([sys.executable, str(folder), str(folder / DAWN), str(out)])
    environment = {"HOLDUP_SESSION": given, "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    command = [nvim, "--headless", "-u", "NONE", "-n", "-S", str(session)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert out.is_file(), done.stderr
    told = json.loads(out.read_text())
    ((_, code, message),) = told["underlined"]
    assert code == "leads-nowhere"
    assert "did you mean `the-crack`?" in message
    assert told["left"] == 0
    assert told["definition"] == told["defined"]
