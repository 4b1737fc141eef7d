import { type Mail, type Mailer, MailNotSent, MailRefused } from '../../services/mail/port.ts';

/** What the next mail meets: 'unclear' takes the mail and then fails, as a server that falls silent after the last byte. */
export type MailWeather = 'calm' | 'refused' | 'not-sent' | 'unclear' | 'unclear-and-lost';

/** A mailer that keeps its mails in memory, by Message-ID as a receiving mail program does. */
export function fakeMailer() {
  const sent: Mail[] = [];
  let weather: MailWeather = 'calm';
  let duringSend: () => Promise<void> = async () => {};
  const mailer: Mailer = {
    async send(mail) {
      await duringSend();
      if (weather === 'refused') throw new MailRefused('smtp-550');
      if (weather === 'not-sent') throw new MailNotSent('smtp-451');
      if (weather !== 'unclear-and-lost') sent.push(mail);
      if (weather !== 'calm') throw new Error('The mail may have been sent (ETIMEDOUT)');
    },
  };
  return {
    ...mailer,
    /** Every mail the receivers' servers took, repeats included. */
    sent,
    weather(next: MailWeather) {
      weather = next;
    },
    /** Runs while the mail is under way. */
    duringSend(action: () => Promise<void>) {
      duringSend = action;
    },
  };
}
