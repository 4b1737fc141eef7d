import { describe, expect, it } from 'vitest';
import type { MailboxFacts, UnderstoodPerson } from '../../../services/mailbox/model.ts';
import { readMessage } from '../../../services/mailbox/read-message.ts';
import { readMailedRequest } from '../../../services/mbe-requests/read-mailed-request.ts';
import { type CorpusMail, rawMail } from './corpus/corpus-mail.ts';
import { plainMails } from './corpus/plain-mails.ts';
import { automaticMails, programMails } from './corpus/program-mails.ts';

const mailbox: MailboxFacts = { ownAddresses: ['dsr@example.org'], resultsOf: { kind: 'nobody' } };
const directory = [{ id: 'police', name: 'Example Police' }];
const corpus = [...plainMails, ...programMails, ...automaticMails];

/** Everything that was understood of somebody, thing by thing. */
function understoodOf(person: UnderstoodPerson): string[] {
  const { invitedEmails, organisationIds: _ids, unplaced, missing: _missing, requestId: _id, ...things } = person;
  const said = Object.values(things).flatMap((thing) => (thing === undefined ? [] : [thing.text, thing.from]));
  return [...said, ...unplaced, ...invitedEmails.map(({ email }) => email)];
}

async function read(mail: CorpusMail) {
  const message = await readMessage(rawMail(mail), mailbox);
  return { message, request: readMailedRequest(message, directory) };
}

describe('the corpus of mails', () => {
  it('has at least sixty of them', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
  });

  it.each(corpus.map((mail) => [mail.about, mail] as const))('%s', async (_about, mail) => {
    const { expects } = mail;
    const { message, request } = await read(mail);
    if (expects.kind !== undefined) expect(message.kind.kind).toBe(expects.kind);
    if (expects.because !== undefined) expect(message.kind).toMatchObject({ because: expects.because });
    if (expects.attachments !== undefined) expect(message.attachments).toBe(expects.attachments);
    if (expects.newText !== undefined) expect(message.newText).toBe(expects.newText);
    expect(message.cut).toBe(expects.cut ?? false);
    if (expects.onBehalfOf !== undefined) expect(request.onBehalfOf).toBe(expects.onBehalfOf);
    if (expects.people === undefined) return;
    expect(request.people).toHaveLength(expects.people.length);
    for (const [at, wanted] of expects.people.entries()) {
      const person = request.people[at];
      if (person === undefined) throw new Error('nobody there');
      if ('name' in wanted) expect(person.personName?.text).toBe(wanted.name);
      if (wanted.purpose !== undefined) expect(person.purpose?.text).toBe(wanted.purpose);
      if (wanted.whoToInvite !== undefined) expect(person.whoToInvite?.text).toBe(wanted.whoToInvite);
      if (wanted.why !== undefined) expect(person.whyNoMdt?.text).toBe(wanted.why);
      if (wanted.missing !== undefined) expect(person.missing).toEqual(wanted.missing);
      for (const word of wanted.without ?? []) expect(understoodOf(person).join('\n')).not.toContain(word);
    }
  });

  it.each(corpus.map((mail) => [mail.about, mail] as const))(
    'understands nothing that does not stand there: %s',
    async (_about, mail) => {
      const { message, request } = await read(mail);
      for (const text of request.people.flatMap(understoodOf)) {
        for (const line of text.split('\n')) expect(message.text).toContain(line.trim());
      }
    },
  );
});
