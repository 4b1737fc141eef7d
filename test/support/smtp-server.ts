import net from 'node:net';

/** How the server meets the next mails. Stages are the commands of RFC 5321. */
export type SmtpMood =
  | { kind: 'takes-all' }
  /** Answers this command with this code. 'BODY' is the answer to the mail itself. */
  | { kind: 'answers'; command: 'MAIL' | 'RCPT' | 'DATA' | 'BODY' | 'GREETING'; code: number }
  /** Takes the whole mail, and says so a while later. */
  | { kind: 'takes-its-time'; milliseconds: number }
  /** Takes the whole mail and hangs up without a word. */
  | { kind: 'hangs-up-after-body' };

export type TestSmtpServer = {
  url: string;
  /** Everything taken: the raw bytes and the envelope. */
  taken: { from: string; to: string[]; raw: Buffer }[];
  /** Every command line heard, upper case, first word only. */
  commands: string[];
  mood(next: SmtpMood): void;
  stop(): Promise<void>;
};

/** A mail server on this machine that speaks just enough SMTP, and can be told to misbehave at each step. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const taken: TestSmtpServer['taken'] = [];
  const commands: string[] = [];
  const sockets = new Set<net.Socket>();
  let mood: SmtpMood = { kind: 'takes-all' };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that hangs up is part of some tests; its end shows in `close`.
    socket.on('error', () => socket.destroy());
    converse(socket, () => mood, taken, commands);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    commands,
    mood: (next) => {
      mood = next;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function converse(socket: net.Socket, mood: () => SmtpMood, taken: TestSmtpServer['taken'], commands: string[]): void {
  let buffer = '';
  let inBody = false;
  let from = '';
  let to: string[] = [];
  const answer = (command: string, usual: string) => {
    const now = mood();
    const refusing = now.kind === 'answers' && now.command === command;
    socket.write(`${refusing ? `${now.code} not today` : usual}\r\n`);
    return !refusing;
  };
  const endOfBody = (raw: string) => {
    inBody = false;
    const now = mood();
    if (now.kind === 'hangs-up-after-body') {
      taken.push({ from, to, raw: Buffer.from(raw, 'latin1') });
      socket.destroy();
    } else if (now.kind === 'takes-its-time') {
      taken.push({ from, to, raw: Buffer.from(raw, 'latin1') });
      setTimeout(() => answer('BODY', '250 taken'), now.milliseconds);
    } else if (answer('BODY', '250 taken')) {
      taken.push({ from, to, raw: Buffer.from(raw, 'latin1') });
    }
    to = [];
  };
  const onLine = (line: string) => {
    const command = line.slice(0, 4).toUpperCase();
    commands.push(/^\w*/.exec(line.toUpperCase())?.[0] ?? '');
    if (command === 'EHLO') socket.write('250-test\r\n250 8BITMIME\r\n');
    else if (command === 'MAIL') from = answer('MAIL', '250 ok') ? between(line) : '';
    else if (command === 'RCPT') to = answer('RCPT', '250 ok') ? [...to, between(line)] : to;
    else if (command === 'DATA') inBody = answer('DATA', '354 go on');
    else if (command === 'QUIT') socket.end('221 bye\r\n');
    else if (command === 'RSET') socket.write('250 ok\r\n');
    else socket.write('502 not spoken here\r\n');
  };
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => {
    buffer += chunk.toString();
    for (;;) {
      const end = buffer.indexOf(inBody ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (inBody ? 5 : 2));
      if (inBody) endOfBody(`${part.replaceAll('\r\n..', '\r\n.')}\r\n`);
      else onLine(part);
    }
  });
  answer('GREETING', '220 test');
}

function between(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}
