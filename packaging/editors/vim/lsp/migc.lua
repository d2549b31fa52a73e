-- Neovim 0.11 or newer: vim.lsp.enable('migc')
return {
  cmd = { 'migc', 'lsp' },
  filetypes = { 'mig' },
  root_markers = { 'migc.toml', 'migrations', '.git' },
}
