import { headerBlock, multipart, textPart, writtenMessage } from './mime.ts';
import { type Bounce, newGuid, type SentMail, type World } from './world.ts';

/** The report that a mail did not arrive, as Exchange Online writes it (RFC 3464). */
export function bounceOf(world: World, mail: SentMail, address: string, { status, enclosed }: Bounce): Buffer {
  const at = world.clock.now();
  const domain = mail.from.split('@')[1] ?? 'example.org';
  const report = [
    `Reporting-MTA: dns;mail.fake-graph.example.org`,
    `Arrival-Date: ${mail.at.toUTCString().replace('GMT', '+0000')}`,
    '',
    `Final-Recipient: rfc822;${address}`,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp;550 ${status} RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`,
    '',
  ].join('\r\n');
  const original = { message: 'message/rfc822', headers: 'text/rfc822-headers' } as const;
  const parts = [
    textPart('text/html', `<p>Your message to ${address} couldn't be delivered.</p><p>${address} wasn't found.</p>`),
    { type: 'message/delivery-status', body: report },
  ];
  if (enclosed !== 'nothing') {
    const body = enclosed === 'message' ? mail.raw : headerBlock(mail.raw);
    parts.push({ type: original[enclosed], body: `${body.toString('utf8')}\r\n` });
  }
  return writtenMessage({
    from: { name: 'Microsoft Outlook', address: `MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@${domain}` },
    to: [{ name: '', address: mail.from }],
    subject: `Undeliverable: ${mail.subject}`,
    messageId: `<${newGuid(world, 'ndr')}@exchange.example.org>`,
    at,
    headers: [
      { name: 'Return-Path', value: '<>' },
      { name: 'Auto-Submitted', value: 'auto-replied' },
      { name: 'X-MS-Exchange-Message-Is-Ndr', value: '' },
      ...(enclosed === 'nothing' ? [] : [{ name: 'In-Reply-To', value: mail.messageId }]),
      ...(enclosed === 'nothing' ? [] : [{ name: 'References', value: mail.messageId }]),
    ],
    content: multipart('multipart/report; report-type=delivery-status', `report-${world.nextNumber()}`, parts),
  });
}
