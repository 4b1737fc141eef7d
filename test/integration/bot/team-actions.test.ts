import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveRequest } from '../../../bot/card-actions/approve-request.ts';
import { askInformation } from '../../../bot/card-actions/ask-information.ts';
import { declineRequest } from '../../../bot/card-actions/decline-request.ts';
import { handOverRequest } from '../../../bot/card-actions/hand-over-request.ts';
import { linkSamePerson } from '../../../bot/card-actions/link-same-person.ts';
import { openApprove } from '../../../bot/card-actions/open-approve.ts';
import { openAskInformation } from '../../../bot/card-actions/open-ask-information.ts';
import { openDecline } from '../../../bot/card-actions/open-decline.ts';
import { openHandOver } from '../../../bot/card-actions/open-hand-over.ts';
import { openRecordBasis } from '../../../bot/card-actions/open-record-basis.ts';
import { recordBasis } from '../../../bot/card-actions/record-basis.ts';
import { showQueue } from '../../../bot/card-actions/show-queue.ts';
import { showRequestText } from '../../../bot/card-actions/show-request-text.ts';
import { takeRequest } from '../../../bot/card-actions/take-request.ts';
import { queue } from '../../../bot/commands/queue.ts';
import { showRequestForTeam } from '../../../bot/shown-cards/request-for-team.ts';
import { type CardAction, type ShownCard, type Turn, UnreadableCard } from '../../../bot/turn.ts';
import {
  aCoordinator,
  anOrganisation,
  aProfessional,
  aSubmittedRequest,
  type TestActor,
  type TestOrganisation,
} from '../../support/builders.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf } from '../../support/card-rules.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let anna: TestActor;
let ben: TestActor;
let requester: TestActor;
let council: TestOrganisation;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  anna = await aCoordinator(deps, 'Anna Example');
  ben = await aCoordinator(deps, 'Ben Example');
  requester = await aProfessional(deps);
  council = await anOrganisation(deps, { name: 'Moorland County Council', position: 1 });
});

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

function turnOf(actor: TestActor): Turn {
  const { id, name, dsrRole } = actor;
  return { deps, actor, me: { id, name, email: null, dsrRole }, where: 'channel' };
}

const submitted = (personName = 'Jamie Example') =>
  aSubmittedRequest(deps, { requester, typed: { personName, organisationIds: [council.id] } });

/** Presses the button of a card that has this verb, with what was typed into its inputs beside what stands in them. */
function press(card: ShownCard, action: CardAction, by: TestActor, typed: Record<string, string> = {}) {
  const button = buttonsOf(card.card).find(({ verb }) => verb === action.verb);
  if (button === undefined) throw new Error(`There is no button ${action.verb}: ${textOf(card.card)}`);
  // Teams sends nothing for an empty input.
  const filled = inputsOf(card.card).flatMap(({ id, value }) => (value ? [[String(id), value] as const] : []));
  const inputs = { ...Object.fromEntries(filled), ...typed };
  return action.run(turnOf(by), { ...inputs, ...(button.data as object) });
}

const teamCard = (requestId: string) => showRequestForTeam(turnOf(anna), requestId);
const said = (shown: ShownCard) => textOf(shown.card).replaceAll('\\', '');
const stateOf = async (id: string) => (await deps.db.mbeRequest.findUniqueOrThrow({ where: { id } })).state;

describe('approving', () => {
  test('takes what the requester asked for as it stands, once the category is picked', async () => {
    const request = await submitted();
    const form = await press(await teamCard(request.id), openApprove, anna);
    const done = await press(form, approveRequest, anna, { purposeCategory: 'placement' });
    expect(said(done)).toContain('Approved. The requester is told, and times are being looked for.');
    expect(said(done)).toContain('Approved as: A place to live');
    expect(said(done)).toContain('Looking for times when people are free');
    expect(done.shows).toMatchObject({ card: 'request-for-team', nounId: request.id });
    expect(await stateOf(request.id)).toBe('approved');
  });

  test('marks what is missing or mistyped, keeps what was typed and changes nothing', async () => {
    const request = await submitted();
    const form = await press(await teamCard(request.id), openApprove, anna);
    const again = await press(form, approveRequest, anna, { furtherPeople: 'Sam Example', neededBy: '2027-01-04' });
    expect(said(again)).toContain('Error: Choose what the meeting is about.');
    expect(said(again)).toContain('Error: Line 1: Add an email address');
    expect(inputsOf(again.card).find(({ id }) => id === 'furtherPeople')?.value).toBe('Sam Example');
    expect(brokenCardRules(again.card)).toEqual([]);
    expect(await stateOf(request.id)).toBe('submitted');
    const done = await press(again, approveRequest, anna, {
      purposeCategory: 'placement',
      furtherPeople: 'Sam Example, sam@example.org',
      neededBy: '2027-01-29',
    });
    expect(said(done)).toContain('Changed: Needed by: Fri 29 Jan 2027 (was: none)');
  });

  test('says to the second of two coordinators who was first and when, and shows the present state', async () => {
    const request = await submitted();
    const ofAnna = await press(await teamCard(request.id), openApprove, anna);
    const ofBen = await press(await teamCard(request.id), openDecline, ben);
    await press(ofAnna, approveRequest, anna, { purposeCategory: 'placement' });
    const late = await press(ofBen, declineRequest, ben, { reason: 'hold-an-mdt-first' });
    expect(said(late)).toContain('Anna Example was first: the request is approved since Tuesday 12 January 2027');
    expect(late.shows?.nounId).toBe(request.id);
    expect(await stateOf(request.id)).toBe('approved');
    const later = await openApprove.run(turnOf(ben), { requestId: request.id });
    expect(said(later)).toContain('Anna Example was first');
  });

  test('keeps what was typed when the request has changed meanwhile, and takes it when sent again', async () => {
    const request = await submitted();
    const form = await press(await teamCard(request.id), openApprove, anna);
    await press(await teamCard(request.id), takeRequest, ben);
    const again = await press(form, approveRequest, anna, { purposeCategory: 'other' });
    expect(said(again)).toContain('Somebody changed this request while you had it open.');
    expect(inputsOf(again.card).find(({ id }) => id === 'purposeCategory')?.value).toBe('other');
    await press(again, approveRequest, anna, {});
    expect(await stateOf(request.id)).toBe('approved');
  });

  test('answers a press that Teams delivers twice with the present state', async () => {
    const request = await submitted();
    const form = await press(await teamCard(request.id), openApprove, anna);
    await press(form, approveRequest, anna, { purposeCategory: 'placement' });
    const twice = await press(form, approveRequest, anna, { purposeCategory: 'placement' });
    expect(said(twice)).toContain('Approved as: A place to live');
    expect(await deps.db.meeting.count({ where: { requestId: request.id } })).toBe(1);
  });

  test('searches a directory that is longer than a checklist, and invites what was found and ticked', async () => {
    const more = Array.from({ length: 16 }, (_, position) =>
      anOrganisation(deps, { name: `Long list ${position}`, position: 10 + position }),
    );
    const [housing] = await Promise.all([
      anOrganisation(deps, { name: 'Rowan Housing', position: 50, agreement: null }),
      ...more,
    ]);
    try {
      const request = await submitted();
      const form = await press(await teamCard(request.id), openApprove, anna);
      const found = await press(form, openApprove, anna, { agencyQuery: 'rowan', purposeCategory: 'placement' });
      expect(said(found)).toContain('One organisation fits “rowan”.');
      const kept = inputsOf(found.card).find(({ id }) => id === 'purposeCategory')?.value;
      expect(kept).toBe('placement');
      const done = await press(found, approveRequest, anna, { foundOrganisationIds: housing?.id ?? '' });
      expect(said(done)).toContain('Rowan Housing · No sharing agreement: told the time and reference only');
    } finally {
      await deps.db.organisation.updateMany({ where: { position: { gte: 10 } }, data: { active: false } });
    }
  });
});

describe('asking for information', () => {
  test('sends the question, and shows on the card that the requester is waited for', async () => {
    const request = await submitted();
    const form = await press(await teamCard(request.id), openAskInformation, anna);
    const empty = await press(form, askInformation, anna, {});
    expect(said(empty)).toContain('Error: Write your question to the requester.');
    const done = await press(empty, askInformation, anna, { question: 'Which school?' });
    expect(said(done)).toContain('Question asked by Anna Example');
    expect(said(done)).toContain('Rosa Requester (requester)');
    expect(await stateOf(request.id)).toBe('information-requested');
  });
});

describe('declining', () => {
  test('needs a reason, and words where the reason is another one', async () => {
    const request = await submitted();
    const form = await press(await teamCard(request.id), openDecline, anna);
    const noReason = await press(form, declineRequest, anna, { note: 'Sorry.' });
    expect(said(noReason)).toContain('Error: Choose a reason');
    expect(inputsOf(noReason.card).find(({ id }) => id === 'note')?.value).toBe('Sorry.');
    const decision = buttonsOf(noReason.card).find(({ verb }) => verb === 'decline-request')?.data as object;
    const noWords = await declineRequest.run(turnOf(anna), { ...decision, reason: 'other' });
    expect(said(noWords)).toContain('Error: Say which other reason');
    const done = await press(noWords, declineRequest, anna, { note: 'Moved away.' });
    expect(said(done)).toContain('✕ Declined');
    expect(said(done)).toContain('Moved away.');
  });
});

describe('the owner of a request', () => {
  test('takes it, and whoever presses later is told who has it', async () => {
    const request = await submitted();
    const card = await teamCard(request.id);
    expect(said(await press(card, takeRequest, anna))).toContain('Anna Example (owner)');
    expect(said(await press(card, takeRequest, ben))).toContain('Anna Example took this request first.');
  });

  test('hands it over to a member of the team', async () => {
    const request = await submitted();
    await press(await teamCard(request.id), takeRequest, anna);
    const form = await press(await teamCard(request.id), openHandOver, anna);
    expect(said(form)).not.toContain('Rosa Requester');
    const nobody = await press(form, handOverRequest, anna, {});
    expect(said(nobody)).toContain('Error: Choose who takes the request over.');
    const outsider = await press(form, handOverRequest, anna, { toProfessionalId: requester.id });
    expect(said(outsider)).toContain('Only members of the DSR team can own a request.');
    expect(said(await press(form, handOverRequest, anna, { toProfessionalId: ben.id }))).toContain(
      'Ben Example (owner)',
    );
  });
});

describe('the basis', () => {
  test('is recorded with who decided and when', async () => {
    const request = await submitted();
    const form = await press(await teamCard(request.id), openRecordBasis, anna);
    const half = await press(form, recordBasis, anna, { basis: 'best-interest', basisDetail: 'Dr Example' });
    expect(said(half)).toContain('Error: Enter the day on which the best-interest decision was made.');
    const done = await press(half, recordBasis, anna, { basisDay: '2027-01-05' });
    expect(said(done)).toContain('Best-interest decision (Tuesday 5 January 2027): Dr Example');
  });
});

describe('other requests that may concern the same individual', () => {
  test('are shown to the team, and linked by a coordinator alone', async () => {
    const first = await submitted('Robin Twoplace');
    const second = await submitted('Robin Twoplace');
    const card = await teamCard(second.id);
    expect(said(card)).toContain(`Robin Twoplace** · ${first.reference}`);
    await expect(press(card, linkSamePerson, requester)).resolves.toSatisfy((shown: ShownCard) =>
      said(shown).includes('Only the DSR team can do this'),
    );
    expect(said(await press(card, linkSamePerson, anna))).toContain('✓ Linked: the same person');
  });
});

describe('the queue', () => {
  test('opens from words and from buttons, and leads to the requests', async () => {
    const [shown] = await queue.run(turnOf(anna), { filter: 'all' });
    expect(shown && said(shown)).toMatch(/\d+ open requests/);
    const mine = shown && (await showQueue.run(turnOf(ben), { verb: 'show-queue', filter: 'mine', page: '1' }));
    expect(mine && said(mine)).toContain('✓ Mine');
  });
});

describe('what is not the team’s', () => {
  test('is refused with a sentence, put on record, and shows nothing of a request', async () => {
    const request = await submitted('Secret Person');
    const stranger = turnOf(await aProfessional(deps, { name: 'Una Stranger' }));
    const press = { requestId: request.id, press: deps.newId(), version: request.version };
    const actions: CardAction[] = [openApprove, openDecline, openAskInformation, openHandOver, openRecordBasis];
    const before = await deps.db.auditEvent.count({ where: { result: 'refused' } });
    const changes: CardAction[] = [approveRequest, declineRequest, askInformation, takeRequest, recordBasis];
    for (const action of [...actions, ...changes, showRequestText, showQueue]) {
      const shown = await action.run(stranger, press);
      expect(said(shown), action.verb).toContain('Only the DSR team can do this. Nothing was changed.');
      expect(JSON.stringify(shown)).not.toContain('Secret');
    }
    expect(await stateOf(request.id)).toBe('submitted');
    expect(await deps.db.auditEvent.count({ where: { result: 'refused' } })).toBe(before + 12);
  });

  test('a request that is not there, and a card that makes no sense, change nothing', async () => {
    const gone = await openApprove.run(turnOf(anna), { requestId: deps.newId() });
    expect(said(gone)).toContain('There is no such request.');
    await expect(openApprove.run(turnOf(anna), { requestId: 'x' })).rejects.toThrow(UnreadableCard);
    await expect(approveRequest.run(turnOf(anna), {})).rejects.toThrow(UnreadableCard);
  });
});
