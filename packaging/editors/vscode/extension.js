'use strict';

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

exports.activate = async () => {
  const command = vscode.workspace.getConfiguration('migc').get('path');
  const server = { command, args: ['lsp'] };
  client = new LanguageClient('migc', 'migc', server, {
    documentSelector: [{ scheme: 'file', language: 'mig' }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/{*.mig,migc.toml}') },
  });
  await client.start();
};

exports.deactivate = () => client?.stop();
