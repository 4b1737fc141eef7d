import net from 'node:net';
import { carryOut, signOut } from './imap-server-commands.ts';
import type { ImapBox, ImapMessage, ImapSession, ImapWorld } from './imap-server-world.ts';

export type TestImapServer = ImapWorld & {
  url: string;
  receive(raw: Buffer, receivedAt: Date, box?: string): ImapMessage;
  stop(): Promise<void>;
};

/** A mail server on this machine that speaks the IMAP4rev1 a reader needs, and can be told to be another kind of server. */
export async function startImapServer(host = '127.0.0.1'): Promise<TestImapServer> {
  const sockets = new Set<net.Socket>();
  const boxes = new Map<string, ImapBox>([['INBOX', { uidValidity: 1700, uidNext: 1, messages: [] }]]);
  const world: ImapWorld = {
    ...{ user: 'dsr@example.org', password: 'p a"s\\s word', boxes, commands: [], sessions: { now: 0, most: 0 } },
    mood: { capabilities: ['MOVE', 'UIDPLUS', 'NAMESPACE'], prefix: '', saysWhy: true, breaks: null },
  };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    const session: ImapSession = { world, box: null, signedIn: false };
    socket.on('close', () => {
      sockets.delete(socket);
      signOut(session);
    });
    // A client that hangs up is part of some tests; its end shows in `close`.
    socket.on('error', () => socket.destroy());
    converse(socket, session);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  const credentials = `${encodeURIComponent(world.user)}:${encodeURIComponent(world.password)}`;
  return Object.assign(world, {
    url: `imap://${credentials}@${host}:${address.port}`,
    receive: (raw: Buffer, receivedAt: Date, name = 'INBOX') => {
      const box = boxes.get(name);
      if (box === undefined) throw new Error(`There is no ${name}`);
      const message: ImapMessage = { uid: box.uidNext, raw, receivedAt, flags: new Set() };
      box.uidNext += 1;
      box.messages.push(message);
      return message;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

function converse(socket: net.Socket, session: ImapSession): void {
  const { world } = session;
  let buffer = '';
  socket.write('* OK ready\r\n');
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1');
    for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const [, tag = '*', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? [];
      world.commands.push(command.toUpperCase());
      const breaks = world.mood.breaks?.command.test(command) ? world.mood.breaks : null;
      const answer = breaks?.when === 'before' ? '' : carryOut(session, command.toUpperCase(), rest, tag);
      if (breaks?.how === 'hangs-up') return void socket.destroy();
      if (breaks?.how === 'says-no') socket.write(`${tag} NO [SERVERBUG] it did not work\r\n`);
      if (breaks === null) socket.write(Buffer.from(answer, 'latin1'));
      if (breaks === null && command.toUpperCase() === 'LOGOUT') socket.end();
    }
  });
}
