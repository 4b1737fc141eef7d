import { randomUUID } from 'node:crypto';
import { graphMailer } from '../../services/mail/graph-mailer.ts';
import { type Mailer, MailNotSent, MailRefused } from '../../services/mail/port.ts';
import { smtpMailer } from '../../services/mail/smtp-mailer.ts';
import type { Graph } from '../../services/microsoft/port.ts';
import type { ServiceConfig } from '../../services/platform/service-config.ts';
import { systemClock } from '../../services/platform/time.ts';
import { type Finding, testMailWords } from '../../wording/doctor.ts';

/** Sends one mail as the service would, to an address that whoever runs the doctor has named. */
export async function sendTestMail(config: ServiceConfig, graph: Graph | null, address: string): Promise<Finding> {
  const mailer = mailerOf(config, graph);
  if (mailer === null) return testMailWords.notSent('not-signed-in');
  const { subject, text } = testMailWords;
  const messageId = `<${randomUUID()}@${config.MAIL_FROM.split('@')[1]}>`;
  try {
    await mailer.send({ messageId, to: { name: '', address }, subject, text, html: `<p>${text}</p>` });
    return testMailWords.sent(address);
  } catch (fault) {
    if (fault instanceof MailRefused) return testMailWords.refused(fault.message);
    return testMailWords.notSent(fault instanceof MailNotSent ? fault.message : 'it may have been sent all the same');
  }
}

function mailerOf(config: ServiceConfig, graph: Graph | null): Mailer | null {
  const from = { name: 'Roundtable', address: config.MAIL_FROM };
  if (config.MAIL_VIA === 'smtp') return smtpMailer({ url: config.SMTP_URL ?? '', from, clock: systemClock });
  return graph && graphMailer({ graph, mailbox: config.MAIL_FROM, clock: systemClock });
}
