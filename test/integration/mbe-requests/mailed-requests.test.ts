import { beforeEach, describe, expect, it } from 'vitest';
import { approveMbeRequest } from '../../../services/mbe-requests/approve-mbe-request.ts';
import { submitMbeRequest } from '../../../services/mbe-requests/submit-mbe-request.ts';
import { viewDraft } from '../../../services/mbe-requests/view-draft.ts';
import { viewMbeRequest } from '../../../services/mbe-requests/view-mbe-request.ts';
import { aCoordinator, anOrganisation, aProfessional, approvalOf, typedRequest } from '../../support/builders.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';
import { complete, mailedRequestService } from './mailed-request-fixture.ts';

const deps = await ownDeps();
const mails = mailedRequestService(deps);

beforeEach(() => deps.clock.moveTo(ordinaryMorning));

describe('a message that says all four things, from a checked sender', () => {
  it('becomes a request that the team decides on, and its sender gets the reference', async () => {
    const { id, made, message, requests } = await mails.take({ from: mails.sender(), text: complete });
    expect(made).toEqual({ state: 'request-made', requestIds: [requests[0]?.id] });
    expect(message.state).toBe('request-made');
    const view = await viewMbeRequest(deps, { actor: await aCoordinator(deps), requestId: requests[0]?.id ?? '' });
    expect(view).toMatchObject({
      ok: true,
      value: {
        state: 'submitted',
        receivedBy: 'mail',
        personName: 'Jamie Example',
        purpose: 'agree who supports Jamie',
        furtherPeople: [{ name: 'Sam Sample', email: 'sam@ward.example.org' }],
        basis: { basis: 'not-yet', detail: null },
        carer: { answer: 'invite', detail: 'Parents: Ann Example, 01632 960 123' },
        individual: { answer: 'not-said', detail: '' },
        requester: { name: 'Wes Contact', jobRole: '', phone: '' },
        mail: { senderChecked: true, attachments: 0, onBehalfOf: null },
      },
    });
    expect(await mails.keysOf(id)).toEqual(['mail-reply']);
    const triage = await deps.db.delivery.count({
      where: { requestId: requests[0]?.id ?? '', kind: 'request-for-triage' },
    });
    expect(triage).toBe(1);
  });

  it('is urgent where its words speak of danger, also in what found no place', async () => {
    const { requests } = await mails.take({
      from: mails.sender(),
      text: `${complete.split('\n\n')[0]}\n\nHe said he wants to kill himself.`,
    });
    expect(requests[0]).toMatchObject({ state: 'submitted', urgent: true, urgentBecause: ['words-of-danger'] });
  });

  it('belongs to whoever of the tenant has the address, with what is remembered of them', async () => {
    const known = await aProfessional(deps);
    const { aadObjectId } = await deps.db.professional.findUniqueOrThrow({ where: { id: known.id } });
    const { requests } = await mails.take(
      { from: mails.sender(), text: complete },
      { tenant: { aadObjectId: aadObjectId ?? '' } },
    );
    expect(requests[0]?.requesterId).toBe(known.id);
    const profile = await deps.db.professional.findUniqueOrThrow({ where: { id: known.id } });
    expect(profile).toMatchObject({ jobRole: 'Social worker', phone: '01632 960100' });
  });

  it('is made once, however often it is handled', async () => {
    const { submit, id } = await mails.take({ from: mails.sender(), text: complete });
    expect(await submit()).toEqual({ state: 'not-settled', requestIds: [] });
    expect(await deps.db.mbeRequest.count({ where: { mailedMessageId: id } })).toBe(1);
  });

  it('is approved once a coordinator has said whether the person is invited, and nobody is before that', async () => {
    const { requests } = await mails.take({ from: mails.sender(), text: complete });
    const actor = await aCoordinator(deps);
    const view = await viewMbeRequest(deps, { actor, requestId: requests[0]?.id ?? '' });
    if (!view.ok) throw new Error('not there');
    const approval = approvalOf(deps, view.value, actor);
    expect(await approveMbeRequest(deps, approval)).toMatchObject({
      ok: false,
      reason: 'incomplete',
      problems: [{ field: 'individualAnswer', problem: 'missing' }],
    });
    const answers = { individualAnswer: 'do-not-invite', individualDetail: 'They asked us not to.' };
    const approved = await approveMbeRequest(deps, { ...approval, ...answers, press: deps.newId() });
    if (!approved.ok) throw new Error('not approved');
    const invited = await deps.db.invitee.findMany({ where: { meetingId: approved.value.meetingId ?? '' } });
    expect(invited.map(({ kind }) => kind).toSorted()).toEqual(['carer', 'other']);
    expect(approved.value.corrections).toMatchObject([{ field: 'individualAnswer', before: 'not-said' }]);
  });
});

describe('any other request by email', () => {
  it('is a draft of its sender’s, who is asked for what is missing', async () => {
    const { id, message, requests } = await mails.take({
      from: mails.sender(),
      text: 'Full name: Jamie Example\nPurpose: a plan',
    });
    expect(message.state).toBe('draft-kept');
    expect(requests).toMatchObject([{ state: 'draft', typed: { personName: 'Jamie Example', purpose: 'a plan' } }]);
    expect(await mails.keysOf(id)).toEqual(['mail-reply']);
    const actor = { kind: 'professional', id: requests[0]?.requesterId ?? '', dsrRole: null, outside: true } as const;
    const draft = await viewDraft(deps, { actor, draftId: requests[0]?.id ?? '' });
    expect(draft).toMatchObject({
      value: {
        nameOutside: '',
        typed: { requesterName: 'Wes Contact' },
        fromMail: {
          senderChecked: true,
          understood: {
            personName: { text: 'Jamie Example', from: 'Full name: Jamie Example' },
            missing: ['who-to-invite', 'individual-or-family', 'why-no-mdt'],
          },
        },
      },
    });
  });

  it('is a draft where the sender was not checked, though all four things are there', async () => {
    const { message, requests } = await mails.take({ from: mails.sender(), text: complete, checked: false });
    expect(message).toMatchObject({ state: 'draft-kept', senderChecked: false });
    expect(requests.map(({ state }) => state)).toEqual(['draft']);
  });

  it('is two drafts where it names two people', async () => {
    const { id, requests } = await mails.take({
      from: mails.sender(),
      text: complete.replace('Jamie Example', 'Jamie Example and Alex Sample'),
    });
    expect(requests.map(({ state }) => state)).toEqual(['draft', 'draft']);
    expect(await mails.keysOf(id)).toEqual(['mail-reply']);
  });

  it('names who wrote it where it is forwarded', async () => {
    const text = `Please see below.\n\nFrom: Robin Reed <robin@ward.example.org>\nSent: 1 January 2027 10:00\nTo: Wes Contact\nSubject: a meeting\n\n${complete}`;
    const { requests } = await mails.take({ from: mails.sender(), subject: 'FW: MbE request', text });
    expect(requests).toMatchObject([{ state: 'submitted', onBehalfOf: 'Robin Reed <robin@ward.example.org>' }]);
  });

  it('comes as a card to somebody of the tenant, and as the mail where Teams does not reach them', async () => {
    const known = await aProfessional(deps);
    const { aadObjectId } = await deps.db.professional.findUniqueOrThrow({ where: { id: known.id } });
    const { id } = await mails.take(
      { from: mails.sender(), text: 'Full name: Jamie Example' },
      { tenant: { aadObjectId: aadObjectId ?? '' } },
    );
    expect(await mails.keysOf(id)).toEqual(['mailed-draft']);
    const service = deliveryService(deps);
    service.notifier.answers({ sent: false, because: 'unreachable' });
    await service.runAll();
    expect((await mails.keysOf(id)).toSorted()).toEqual(['mail-reply', 'mailed-draft']);
  });

  it('goes to the team where it goes on in a conversation and asks for nothing', async () => {
    const { message, requests } = await mails.take({
      from: mails.sender(),
      subject: 'Re: MbE request',
      text: 'Any news?',
      answers: ['<1@example.org>'],
    });
    expect(message).toMatchObject({ state: 'to-triage', because: 'asks-nothing', text: 'Any news?' });
    expect(requests).toEqual([]);
  });

  it('goes to the team where nobody, or more than one, has written it', async () => {
    const { message } = await mails.take({ from: 'a@ward.example.org, b@ward.example.org', text: complete });
    expect(message).toMatchObject({ state: 'to-triage', because: 'no-author' });
  });

  it('is made of a message that waited, when a coordinator wants it', async () => {
    const coordinator = await aCoordinator(deps);
    const { message, requests } = await mails.take(
      { from: mails.sender(), subject: 'Jamie', text: complete },
      { make: 'draft', by: coordinator },
    );
    expect(message).toMatchObject({ state: 'draft-kept', handledById: coordinator.id });
    expect(requests.map(({ state }) => state)).toEqual(['draft']);
  });

  it('is sent by its sender in the end, and stays known as one that came by email', async () => {
    const organisation = await anOrganisation(deps);
    const { requests } = await mails.take({ from: mails.sender(), text: 'Full name: Jamie Example' });
    const actor = { kind: 'professional', id: requests[0]?.requesterId ?? '', dsrRole: null, outside: true } as const;
    const typed = typedRequest({
      organisationIds: [organisation.id],
      ...{ requesterName: 'Wes Contact', jobRole: 'Nurse', organisation: 'Example Ward', phone: '01632 960 200' },
    });
    const sent = await submitMbeRequest(deps, { actor, draftId: requests[0]?.id ?? '', typed, press: deps.newId() });
    expect(sent).toMatchObject({ ok: true, value: { receivedBy: 'web', mail: { senderChecked: true } } });
  });
});

describe('what the sender is told', () => {
  it('holds the reference, and nothing of the email', async () => {
    const from = mails.sender();
    const { requests } = await mails.take({ from, text: complete });
    const [mail, ...more] = await mails.mailsTo(from);
    expect(more).toEqual([]);
    expect(mail?.subject).toContain(requests[0]?.reference);
    for (const word of ['Jamie', 'Ann', 'Sam Sample', 'housing'])
      expect(mail?.text + (mail?.html ?? '')).not.toContain(word);
    expect(mail?.text).toContain('999');
  });

  it('names what is missing, leads to the draft behind a code, and holds nothing of the email', async () => {
    const from = mails.sender();
    await mails.take({ from, text: 'Full name: Jamie Example\nPurpose: a plan for Jamie', checked: false });
    const [mail] = await mails.mailsTo(from);
    expect(mail?.text).toContain('- who to invite');
    expect(mail?.text).toContain('multi-disciplinary team meeting');
    expect(mail?.text).not.toContain('- the purpose');
    expect(mail?.text).not.toContain('Jamie');
    expect(mail?.text).toMatch(/https:\/\/roundtable\.example\.org\/l\/[\w-]{43}/);
    expect(mail?.text).toContain('999');
    const links = await deps.db.accessLink.findMany({ where: { kind: 'draft' } });
    expect(links.some(({ address }) => from.includes(address))).toBe(true);
  });

  it('says why a draft was made of an email in which nothing is missing', async () => {
    const from = mails.sender();
    await mails.take({ from, text: complete, checked: false });
    const [mail] = await mails.mailsTo(from);
    expect(mail?.text).toContain('We could not check that it came from you.');
    expect(mail?.text).toContain('Check what we understood, and send the request.');
  });

  it('is nothing where the drafts are gone before it leaves', async () => {
    const from = mails.sender();
    const { id } = await mails.take({ from, text: 'Full name: Jamie Example' });
    await deps.db.mbeRequest.deleteMany({ where: { mailedMessageId: id } });
    expect(await mails.mailsTo(from)).toEqual([]);
  });
});
