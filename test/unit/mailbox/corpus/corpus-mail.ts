import type { MailedThing, MailKind } from '../../../../services/mailbox/model.ts';

/** One message of the corpus, and what is to be made of it. Everybody in it is made up. */
export type CorpusMail = {
  /** What is special about it, in plain words. */
  about: string;
  subject?: string;
  from?: string;
  headers?: Record<string, string>;
  /** One of them, or both as alternatives. */
  text?: string;
  html?: string;
  /** Other parts: their Content-Type. */
  files?: readonly string[];
  charset?: 'utf-8' | 'iso-8859-1' | 'windows-1252';
  encoding?: '8bit' | 'quoted-printable' | 'base64';
  expects: {
    kind?: MailKind['kind'];
    because?: string;
    attachments?: number;
    cut?: boolean;
    onBehalfOf?: string | null;
    newText?: string;
    /** Of each individual, what was understood and what is missing. */
    people?: readonly {
      name?: string | undefined;
      purpose?: string;
      whoToInvite?: string;
      why?: string;
      missing?: readonly MailedThing[];
      /** None of these stands in anything understood. */
      without?: readonly string[];
    }[];
  };
};

const LINE = '\r\n';

function encoded(
  text: string,
  charset: NonNullable<CorpusMail['charset']>,
  encoding: NonNullable<CorpusMail['encoding']>,
): Buffer {
  const bytes = Buffer.from(text.split('\n').join(LINE), charset === 'utf-8' ? 'utf8' : 'latin1');
  if (encoding === 'base64') return Buffer.from((bytes.toString('base64').match(/.{1,76}/g) ?? []).join(LINE));
  if (encoding === '8bit') return bytes;
  const quoted = [...bytes]
    .map((byte) =>
      byte === 13 || byte === 10 || (byte >= 32 && byte < 127 && byte !== 61)
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
  // Lines of a quoted-printable part are soft-broken at 76.
  return Buffer.from(
    quoted
      .split(LINE)
      .map((line) => (line.match(/(?:=[0-9A-F]{2}|.){1,70}/g) ?? ['']).join(`=${LINE}`))
      .join(LINE),
  );
}

/** A message of the corpus as it lies in the mailbox. */
export function rawMail(mail: CorpusMail): Buffer {
  const { subject = 'MbE request', from = 'Wes Sender <wes@ward.example.org>', headers = {}, files = [] } = mail;
  const { charset = 'utf-8', encoding = '8bit' } = mail;
  const top: Record<string, string> = {
    From: from,
    To: 'DSR team <dsr@example.org>',
    Subject: subject,
    'Message-ID': '<corpus@ward.example.org>',
    'MIME-Version': '1.0',
    ...headers,
  };
  const chunks: Buffer[] = [];
  const line = (text: string) => chunks.push(Buffer.from(`${text}${LINE}`));
  for (const [name, value] of Object.entries(top)) line(`${name}: ${value}`);
  line('Content-Type: multipart/mixed; boundary=outer');
  line('');
  line('--outer');
  line('Content-Type: multipart/alternative; boundary=inner');
  for (const [type, text] of [
    ['text/plain', mail.text],
    ['text/html', mail.html],
  ] as const) {
    if (text === undefined) continue;
    line(`${LINE}--inner`);
    line(`Content-Type: ${type}; charset=${charset}`);
    line(`Content-Transfer-Encoding: ${encoding}${LINE}`);
    chunks.push(encoded(text, charset, encoding));
  }
  line(`${LINE}--inner--`);
  for (const type of files) {
    line(`${LINE}--outer`);
    line(`Content-Type: ${type}`);
    line(`Content-Transfer-Encoding: base64${LINE}`);
    line(Buffer.from('not kept').toString('base64'));
  }
  line(`${LINE}--outer--`);
  return Buffer.concat(chunks);
}

/** The four things of one request, under the headings of the newsletter. */
export const fourThings = `Full name of individual: Jordan Example
Purpose of the meeting: agree a plan before the placement ends
Who to invite: Example Police; Sam Sample, sam@council.example.org
Parent: Ann Example, 01632 960 123
Why a MDT isn't being taken forward: education did not come twice`;

/** What is understood of them. */
export const allFour = {
  name: 'Jordan Example',
  purpose: 'agree a plan before the placement ends',
  why: 'education did not come twice',
  missing: [],
} as const;
