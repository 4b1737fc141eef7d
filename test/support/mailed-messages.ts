import type { MailboxFacts } from '../../services/mailbox/model.ts';

/** The shared mailbox of the tests: its server names itself in its authentication results. */
export const mailboxFacts: MailboxFacts = {
  ownAddresses: ['dsr.team@example.org'],
  resultsOf: { kind: 'named', authservId: 'mx.dsr.example.org' },
};

type Letter = {
  from?: string;
  subject?: string;
  text?: string;
  messageId?: string;
  /** Message-IDs that it answers. */
  answers?: readonly string[];
  /** The server's own results say that the sender is who they say they are. */
  checked?: boolean;
  headers?: Record<string, string>;
};

const LINE = '\r\n';

/** A message as it lies in the mailbox, from a service unless told otherwise. */
export function mailedMessage(letter: Letter = {}): string {
  const { from = 'Wes Contact <wes@ward.example.org>', subject = 'A question', text = 'Hello.' } = letter;
  const { messageId = '<1@ward.example.org>', answers = [], checked = true, headers = {} } = letter;
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? '';
  const result = checked ? 'pass' : 'fail';
  const results = `spf=${result} smtp.mailfrom=${domain}; dkim=${result} header.d=${domain}; dmarc=${result} header.from=${domain}`;
  const all: Record<string, string> = {
    'Authentication-Results': `mx.dsr.example.org; ${results}`,
    Received: 'from out.example.org by mx.dsr.example.org',
    From: from,
    To: 'dsr.team@example.org',
    Subject: subject,
    'Message-ID': messageId,
    ...(answers.length > 0 ? { 'In-Reply-To': answers[0] ?? '', References: answers.join(' ') } : {}),
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', ...text.split('\n')].join(LINE);
}

/** A report that a mail did not arrive (RFC 3464), with the headers of the original within it. */
export function bounceOf(original: {
  messageId: string;
  deliveryId?: string;
  to?: string;
  subject?: string;
  action?: 'failed' | 'delayed';
  status?: string;
  /** The mailbox's own server vouches for whoever reports it. */
  checked?: boolean;
  /** The domain of whoever reports it; that of the address it went to. */
  by?: string;
}): string {
  const { to = 'wes@ward.example.org', subject = 'An invitation', action = 'failed', status = '5.1.1' } = original;
  const by = original.by ?? to.slice(to.indexOf('@') + 1);
  const vouched = `spf=pass smtp.mailfrom=${by}; dmarc=pass header.from=${by}`;
  const own = original.deliveryId === undefined ? [] : [`X-Roundtable-Delivery: ${original.deliveryId}`];
  const parts = [
    ['Content-Type: text/plain; charset=utf-8', '', `Your message to ${to} could not be delivered.`],
    [
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.ward.example.org',
      '',
      `Final-Recipient: rfc822; ${to}`,
      `Action: ${action}`,
      `Status: ${status}`,
    ],
    ['Content-Type: text/rfc822-headers', '', `Message-ID: ${original.messageId}`, ...own, `Subject: ${subject}`],
  ];
  return [
    ...(original.checked ? [`Authentication-Results: mx.dsr.example.org; ${vouched}`] : []),
    `From: Mail Delivery System <mailer-daemon@${by}>`,
    'To: dsr.team@example.org',
    `Subject: Undeliverable: ${subject}`,
    'Message-ID: <bounce-1@ward.example.org>',
    'Auto-Submitted: auto-replied',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="part"',
    '',
    ...parts.flatMap((part) => ['--part', ...part, '']),
    '--part--',
    '',
  ].join(LINE);
}
