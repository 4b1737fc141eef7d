import { beforeEach, describe, expect, it } from 'vitest';
import { waitsForTeam } from '../../../services/mailbox/model.ts';
import { discardDraft } from '../../../services/mbe-requests/discard-draft.ts';
import { saveDraft } from '../../../services/mbe-requests/save-draft.ts';
import { mailedDraftNotice } from '../../../wording/mailed-request.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { somebodyWhoWrote } from './mailed-reply-fixture.ts';
import { complete } from './mailed-request-fixture.ts';

const deps = await ownDeps();

beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  await deps.db.readPosition.deleteMany();
});

const without = (...lines: RegExp[]) => lines.reduce((text, line) => text.replace(line, ''), complete);
const purposeLine = /Purpose of meeting: .*\n/;
const whyLine = /Why no MDT: .*\n/;
const familyLine = /Parents: .*\n/;
const toTriage = { state: 'to-triage', because: 'asks-nothing' } as const;
const mother = 'Mother is the alleged perpetrator and must not be contacted at all.';

describe('a reply with our own mail in it', () => {
  const ways = [
    ['forwarded', (ours: string) => ({ subject: 'Fwd: MbE request', text: `---------- Forwarded message\n\n${ours}` })],
    ['below an answer', (ours: string) => ({ text: `See below.\n\n${ours}` })],
    ['below headers', (ours: string) => ({ text: `From: DSR\nSent: Monday\nTo: Wes\nSubject: MbE\n\n${ours}` })],
    ['broken at 60 signs', (ours: string) => ({ text: ours.replace(/(.{1,60})(?:\s|$)/g, '$1\n') })],
    ['with its link alone', (ours: string) => ({ text: `Why no MDT: ${/https:\S+/.exec(ours)?.[0]}` })],
    [
      'with its link made safe',
      (ours: string) => ({
        text: `<https://safe.example.org/?url=${encodeURIComponent(/https:\S+/.exec(ours)?.[0] ?? '')}>`,
      }),
    ],
  ] as const;

  it.each(ways)('is not taken for the sender’s answer (%s): the team sees it', async (way, letter) => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine) });
    const before = await wes.draft();
    const ours = wes.textOf(-1);
    expect(ours).toMatch(/https:\S+/);
    const reply = await wes.reply(letter(ours));
    expect(JSON.stringify((await wes.draft())?.typed)).not.toMatch(/roundtable|not sent yet|without the DSR/);
    expect(waitsForTeam(reply)).toBe(true);
    // What remains may be an answer: it is shown to be confirmed.
    if (!['below an answer', 'broken at 60 signs'].includes(way)) expect(await wes.draft()).toEqual(before);
  });

  it.each([
    ['quoted', (ours: string) => ours.replaceAll(/^/gm, '> ')],
    ['as it stands', (ours: string) => ours],
  ])('says in what is written between its lines (%s) what has to be confirmed', async (_way, quoted) => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine) });
    const [above = '', below = ''] = quoted(wes.textOf(-1)).split(/(?<=without the DSR team\n)/);
    expect(below).not.toBe('');
    const reply = await wes.reply({ text: `${above}Housing would not come.\n${below}` });
    expect(waitsForTeam(reply)).toBe(true);
    const { typed, fromMail } = await wes.view();
    expect(typed.whyNoMdt).toBe('Housing would not come.');
    expect(mailedDraftNotice(fromMail).join(' ')).toContain('We are not sure that we found why');
  });

  it('is read without our words where an answer stands in the same line', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine) });
    const text = wes.textOf(-1).replace('without the DSR team\n', 'without the DSR team: housing would not come\n');
    expect(waitsForTeam(await wes.reply({ text }))).toBe(true);
    expect((await wes.view()).typed.whyNoMdt).toBe('housing would not come');
  });

  it('gives what the sender says above it under its heading', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine) });
    const text = `Why no MDT: two were held\n\n${wes.textOf(-1)}`;
    expect(await wes.reply({ text })).toMatchObject({ state: 'request-made' });
    expect(await wes.draft()).toMatchObject({
      whyNoMdt: 'two were held',
      saidInMail: expect.not.stringContaining('DSR'),
    });
  });
});

describe('a reply that gives nothing', () => {
  const call = 'Please can somebody ring me today on 01632 960 777, things got much worse last night';

  it('comes to the team at once, and nobody is told that it was added', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine, purposeLine) });
    const reply = await wes.reply({ text: call });
    expect(reply).toMatchObject({ ...toTriage, text: call });
    expect((await wes.mailsOf(reply.id)).map(({ kind }) => kind)).toEqual(['mail-for-triage']);
    expect(wes.mails()).toHaveLength(1);
  });

  it('comes to the team where its words could be what was missing, too', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine) });
    const reply = await wes.reply({ text: call });
    expect(reply).toMatchObject({ ...toTriage, text: call });
    expect(wes.textOf(-1)).toContain('Please check that we understood it');
  });

  it('comes to the team with the message that is attached to it', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine, purposeLine) });
    const attached = `From: Ola <ola@ward.example.org>\nSubject: More\nContent-Type: text/plain\n\n${complete}`;
    const headers = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary="b"' };
    const text = `--b\nContent-Type: text/plain\n\nPlease see the attached.\n--b\nContent-Type: message/rfc822\n\n${attached}\n--b--`;
    const reply = await wes.reply({ headers, text });
    expect(reply).toMatchObject({ ...toTriage, text: expect.stringContaining('agree who supports') });
  });
});

describe('words that were proposed for one thing, and turn out to be another', () => {
  it('stand beside the request that is made of the next reply', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(purposeLine) });
    const first = await wes.reply({ text: mother });
    expect((await wes.view()).typed.purpose).toBe(mother);
    // They answer the mail that asked them to check it.
    const answers = (await wes.mailsOf(first.id)).flatMap(({ messageId }) => messageId ?? []);
    const second = await wes.take({ text: 'Purpose: agree a plan for discharge', answers });
    expect(second).toMatchObject({ state: 'request-made' });
    const request = await wes.draft();
    expect(request).toMatchObject({ state: 'submitted', purpose: 'agree a plan for discharge' });
    expect(request?.saidInMail).toContain(mother);
  });

  it('have to be confirmed whole: what the next reply says of one half confirms nothing of the other', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(familyLine, whyLine) });
    await wes.reply({ text: 'Why no MDT: two were held' });
    await wes.reply({ text: 'The young person is not to know.\nThe family lives abroad.' });
    expect((await wes.view()).typed).toMatchObject({
      individualDetail: expect.any(String),
      carerDetail: expect.any(String),
    });
    expect(await wes.reply({ text: 'Parents: Ann Example, 01632 960 123' })).toMatchObject({ state: 'draft-kept' });
    expect(await wes.draft()).toMatchObject({ state: 'draft' });
    expect((await wes.view()).fromMail.toConfirm).toEqual(['individual-or-family']);
  });
});

describe('somebody whom the sender has removed in the form', () => {
  it.each([{ furtherPeople: '' }, { dateOfBirth: '' }])(
    'is not asked again by a reply: the sender sends it (%o)',
    async (typed) => {
      const wes = await somebodyWhoWrote(deps, {
        text: `${without(whyLine)}`.replace('Example\n', 'Example\nDOB: 01/02/2003\n'),
      });
      expect((await wes.view()).typed).toMatchObject({ furtherPeople: expect.stringContaining('sam@') });
      await saveDraft(deps, { ...wes, typed, check: 'nothing' });
      expect(await wes.reply({ text: 'Why no MDT: two were held' })).toMatchObject({ state: 'draft-kept' });
      expect((await wes.view()).typed).toMatchObject({ ...typed, whyNoMdt: 'two were held' });
    },
  );
});

describe('an answer on the individual that looks like a name', () => {
  it.each(['Individual: Yes Please', 'Individual: By Phone Only', 'The person: Not Known Yet'])(
    'is nobody else’s (%s)',
    async (text) => {
      const wes = await somebodyWhoWrote(deps, { text: without(familyLine) });
      expect(await wes.reply({ text })).toMatchObject({ state: 'request-made' });
      expect(await wes.count()).toBe(1);
    },
  );

  it('has to be confirmed where it may be a name', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(familyLine) });
    expect(await wes.reply({ text: 'Individual: Robin Sample' })).toMatchObject(toTriage);
    expect((await wes.view()).fromMail.toConfirm).toEqual(['individual-or-family']);
    expect(await wes.count()).toBe(1);
  });

  it('is another person where the reply says more of a request', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(purposeLine) });
    const before = await wes.draft();
    await wes.reply({ text: 'Individual: Robin Sample\nPurpose: a plan' });
    expect(await wes.draft()).toEqual(before);
    expect(await wes.count()).toBe(2);
  });
});

describe('a page that was opened before a reply', () => {
  it('takes nothing of what the reply gave, and keeps what is typed on it', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(purposeLine, whyLine) });
    await wes.reply({ text: 'Purpose: a plan' });
    const onPage = { personName: 'Jamie Example', purpose: '', place: 'The Example Centre', furtherPeople: '' };
    await saveDraft(deps, { ...wes, typed: onPage, check: 'nothing' });
    expect((await wes.view()).typed).toMatchObject({ ...onPage, purpose: 'a plan' });
  });
});

describe('a reply that stands for itself', () => {
  it('takes nothing of our own mail below it for its own', async () => {
    const wes = await somebodyWhoWrote(deps, { text: without(whyLine) });
    const ours = wes.textOf(-1);
    await discardDraft(deps, wes);
    const [own = ''] = without(whyLine).split('Kind regards');
    const reply = await wes.reply({ subject: 'Re: MbE request', text: `${own}${ours}` });
    expect(reply.state).toBe('draft-kept');
    const [made] = await deps.db.mbeRequest.findMany({ where: { mailedMessageId: reply.id } });
    expect(made?.typed).toMatchObject({ purpose: 'agree who supports Jamie' });
    expect(made?.typed).not.toHaveProperty('whyNoMdt');
  });
});
