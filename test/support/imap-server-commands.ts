import type { ImapBox, ImapMessage, ImapSession } from './imap-server-world.ts';

type Command = (session: ImapSession, args: string[], rest: string) => { lines?: string[]; ok?: string; no?: string };

/** Carries out one command, and says what is answered. */
export function carryOut(session: ImapSession, command: string, rest: string, tag: string): string {
  const run = COMMANDS[command];
  if (run === undefined) return `${tag} BAD ${command} is not known\r\n`;
  if (!session.signedIn && !['CAPABILITY', 'LOGIN', 'LOGOUT', 'NOOP'].includes(command)) {
    return `${tag} BAD sign in first\r\n`;
  }
  const { lines = [], ok = `${command} done`, no } = run(session, tokensOf(rest), rest);
  const last = no === undefined ? `${tag} OK ${ok}` : `${tag} NO ${no}`;
  return [...lines.map((line) => `* ${line}`), last, ''].join('\r\n');
}

/** Whoever was signed in is so no more. */
export function signOut(session: ImapSession): void {
  if (session.signedIn) session.world.sessions.now -= 1;
  session.signedIn = false;
}

/** Words, quoted texts and bracketed lists; a list stays as it is written. */
function tokensOf(text: string): string[] {
  const found = text.match(/"(?:\\.|[^"\\])*"|\((?:[^()]|\([^()]*\))*\)|[^\s]+/g) ?? [];
  return found.map((token) => (token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token));
}

const capability = ({ world }: ImapSession) => `CAPABILITY IMAP4rev1 ${world.mood.capabilities.join(' ')}`.trim();

const open: Command = (session, [name = '']) => {
  const box = session.world.boxes.get(name.toUpperCase() === 'INBOX' ? 'INBOX' : name);
  session.box = box ?? null;
  if (box === undefined) return { no: '[NONEXISTENT] there is no such mailbox' };
  return {
    lines: [
      ...['FLAGS (\\Seen \\Deleted)', `${box.messages.length} EXISTS`, '0 RECENT'],
      ...[`OK [UIDVALIDITY ${box.uidValidity}] valid`, `OK [UIDNEXT ${box.uidNext}] next`],
    ],
    ok: '[READ-WRITE] opened',
  };
};

const list =
  (word: string): Command =>
  ({ world }, [, pattern = '']) => {
    const names = pattern === '' ? [''] : [...world.boxes.keys()];
    return {
      lines: names.map((name) => `${word} (\\HasNoChildren) "${world.mood.prefix.slice(-1) || '/'}" "${name}"`),
    };
  };

const copyTo = (session: ImapSession, [range = '', name = '']: string[]) => {
  const from = session.box;
  const to = session.world.boxes.get(name);
  if (from === null || to === undefined) return null;
  const chosen = inRange(from, range);
  for (const message of chosen) {
    to.messages.push({ ...message, uid: to.uidNext, flags: new Set(message.flags) });
    to.uidNext += 1;
  }
  return { from, chosen };
};

const COMMANDS: Record<string, Command> = {
  CAPABILITY: (session) => ({ lines: [capability(session)] }),
  NOOP: () => ({}),
  LOGIN: (session, [user, password]) => {
    session.signedIn = user === session.world.user && password === session.world.password;
    const { sessions } = session.world;
    if (session.signedIn) sessions.now += 1;
    sessions.most = Math.max(sessions.most, sessions.now);
    return session.signedIn
      ? { ok: `[${capability(session)}] signed in as ${user}` }
      : { no: `[AUTHENTICATIONFAILED] not with ${password}` };
  },
  LOGOUT: (session) => {
    signOut(session);
    return { lines: ['BYE'] };
  },
  NAMESPACE: ({ world: { mood } }) => ({
    lines: [`NAMESPACE (("${mood.prefix}" "${mood.prefix.slice(-1) || '/'}")) NIL NIL`],
  }),
  LIST: list('LIST'),
  LSUB: list('LSUB'),
  SUBSCRIBE: () => ({}),
  SELECT: open,
  EXAMINE: open,
  CLOSE: (session) => {
    session.box = null;
    return {};
  },
  CREATE: ({ world }, [name = '']) => {
    if (!name.startsWith(world.mood.prefix)) return { no: '[CANNOT] folders are below the inbox here' };
    if (world.boxes.has(name)) return { no: `${world.mood.saysWhy ? '[ALREADYEXISTS] ' : ''}no folder was made` };
    world.boxes.set(name, { uidValidity: 1701 + world.boxes.size, uidNext: 1, messages: [] });
    return {};
  },
  'UID SEARCH': (session, [about = '', value = '', text = '']) => {
    const all = session.box?.messages ?? [];
    const found =
      about.toUpperCase() === 'UID'
        ? inRange(session.box, value)
        : all.filter(({ raw }) => headerOf(raw, value).toLowerCase().includes(text.toLowerCase()));
    return { lines: [`SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trim()] };
  },
  'UID FETCH': (session, [range = '', items = '']) => ({
    lines: inRange(session.box, range).map((message) => {
      const number = (session.box?.messages.indexOf(message) ?? 0) + 1;
      return `${number} FETCH (${fetched(message, items)})`;
    }),
  }),
  'UID COPY': (session, args) => (copyTo(session, args) === null ? { no: '[TRYCREATE] there is no such mailbox' } : {}),
  'UID MOVE': (session, args) => {
    if (!session.world.mood.capabilities.includes('MOVE')) return { no: 'MOVE is not known' };
    const copied = copyTo(session, args);
    if (copied === null) return { no: '[TRYCREATE] there is no such mailbox' };
    return { lines: expunged(copied.from, copied.chosen) };
  },
  'UID STORE': (session, [range = '', how = '', flags = '']) => {
    for (const { flags: set } of inRange(session.box, range)) {
      for (const flag of flags.replace(/[()]/g, '').split(' ')) how.startsWith('+') ? set.add(flag) : set.delete(flag);
    }
    return {};
  },
  'UID EXPUNGE': (session, [range = '']) => ({
    lines: expunged(session.box, inRange(session.box, range).filter(isDeleted)),
  }),
  EXPUNGE: (session) => ({ lines: expunged(session.box, (session.box?.messages ?? []).filter(isDeleted)) }),
};

const isDeleted = ({ flags }: ImapMessage): boolean => flags.has('\\Deleted');

function expunged(box: ImapBox | null, gone: readonly ImapMessage[]): string[] {
  return gone.map((message) => {
    const at = box?.messages.indexOf(message) ?? -1;
    box?.messages.splice(at, 1);
    return `${at + 1} EXPUNGE`;
  });
}

/** RFC 3501: '*' is the last message, and a range is the same either way round. */
function inRange(box: ImapBox | null, range: string): ImapMessage[] {
  const messages = box?.messages ?? [];
  const last = messages.at(-1)?.uid ?? 0;
  const parts = range.split(',').map((part) => part.split(':').map((end) => (end === '*' ? last : Number(end))));
  return messages.filter(({ uid }) =>
    parts.some(([one = 0, other = one]) => uid >= Math.min(one, other) && uid <= Math.max(one, other)),
  );
}

function headerOf(raw: Buffer, name: string): string {
  const block = raw.toString('latin1').split('\r\n\r\n')[0] ?? '';
  const unfolded = block.replace(/\r\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: ?(.*)$`, 'im').exec(unfolded)?.[1] ?? '';
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function fetched(message: ImapMessage, items: string): string {
  const { uid, flags, receivedAt, raw } = message;
  const iso = receivedAt.toISOString();
  const day = `${iso.slice(8, 10)}-${MONTHS[receivedAt.getUTCMonth()]}-${iso.slice(0, 4)}`;
  const parts = [`UID ${uid}`];
  if (/\bFLAGS\b/i.test(items)) parts.push(`FLAGS (${[...flags].join(' ')})`);
  if (/\bINTERNALDATE\b/i.test(items)) parts.push(`INTERNALDATE "${day} ${iso.slice(11, 19)} +0000"`);
  if (/\bRFC822\.SIZE\b/i.test(items)) parts.push(`RFC822.SIZE ${raw.length}`);
  if (/HEADER\.FIELDS/i.test(items)) {
    const lines = /^message-id:.*(?:\r\n[ \t].*)*/im.exec(raw.toString('latin1').split('\r\n\r\n')[0] ?? '')?.[0];
    parts.push(`BODY[HEADER.FIELDS (MESSAGE-ID)] ${literal(`${lines === undefined ? '' : `${lines}\r\n`}\r\n`)}`);
  }
  if (/BODY(?:\.PEEK)?\[\]/i.test(items)) {
    if (!/PEEK/i.test(items)) flags.add('\\Seen');
    parts.push(`BODY[] ${literal(raw.toString('latin1'))}`);
  }
  return parts.join(' ');
}

function literal(text: string): string {
  return `{${text.length}}\r\n${text}`;
}
