import net from 'node:net';
import { carryOut, type ImapSession, signOut } from './imap-server-commands.ts';

/** A message in a mailbox of the server. */
export type ImapMessage = { uid: number; raw: Buffer; receivedAt: Date; flags: Set<string> };
export type ImapBox = { uidValidity: number; uidNext: number; messages: ImapMessage[] };

/** What the server can do beside IMAP4rev1, and how it meets who asks. */
export type ImapMood = {
  /** Beside IMAP4rev1, such as MOVE, UIDPLUS, NAMESPACE. */
  capabilities: string[];
  /** Where folders live: 'INBOX.' on some servers. */
  prefix: string;
  /** Says why it makes no folder (RFC 5530). */
  saysWhy: boolean;
  /** What it does at a command, before its work or after it, in place of an answer. */
  breaks: { command: RegExp; when: 'before' | 'after'; how: 'hangs-up' | 'says-nothing' | 'says-no' } | null;
};

export type TestImapServer = {
  url: string;
  user: string;
  password: string;
  boxes: Map<string, ImapBox>;
  mood: ImapMood;
  /** Every command heard, without what it is about. */
  commands: string[];
  /** Those who are signed in. */
  sessions: { now: number; most: number };
  receive(raw: Buffer, receivedAt: Date, box?: string): ImapMessage;
  stop(): Promise<void>;
};

/** A mail server on this machine that speaks the IMAP4rev1 a reader needs, and can be told to be another kind of server. */
export async function startImapServer(host = '127.0.0.1'): Promise<TestImapServer> {
  const sockets = new Set<net.Socket>();
  const boxes = new Map<string, ImapBox>([['INBOX', { uidValidity: 1700, uidNext: 1, messages: [] }]]);
  const world: Omit<TestImapServer, 'url' | 'stop' | 'receive'> = {
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
