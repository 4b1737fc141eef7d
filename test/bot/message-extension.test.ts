import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { cast, demoTenant } from '../../app/demo/tenant.ts';
import { buttonsOf, type CardNode, cardText, inputsOf } from '../../app/walk/card-text.ts';
import { botSays } from '../../wording/bot-says.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { aboutMe, aboutThePerson } from '../support/in-teams.ts';

let conversation: Conversation;

beforeAll(async () => {
  conversation = await startConversation();
  await conversation.channel('cora');
  await loadSampleAgencies(conversation.service.deps);
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

type Activity = Record<string, unknown>;

const places = {
  'a group chat': { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true },
  'a chat of two people': { id: '19:one_two@unq.gbl.spaces', conversationType: 'personal' },
  'a meeting’s chat': { id: '19:meeting_abc@thread.v2' },
  'another team’s channel': { id: '19:x@thread.tacv2;messageid=1', conversationType: 'channel', isGroup: true },
} as const;

/** An invoke as Teams sends it when somebody opens the extension, or presses in its dialog. */
function invoke(
  name: 'fetchTask' | 'submitAction',
  value: unknown,
  { who = 'asha', place = places['a group chat'] }: { who?: keyof typeof cast; place?: object } = {},
): Activity {
  const base = conversation.teams
    .personal({ aadObjectId: cast[who].id, name: cast[who].name, email: cast[who].email })
    .activity();
  return {
    ...base,
    type: 'invoke',
    name: `composeExtension/${name}`,
    conversation: { tenantId: demoTenant.id, ...place },
    channelData: { tenant: { id: demoTenant.id }, source: { name: 'compose' } },
    value,
  };
}

const opened = (commandContext: string, messagePayload?: object) => ({
  commandId: 'request-mbe',
  commandContext,
  requestId: 'fe50f49e5c74440bb2ebf07f49e9553c',
  context: { theme: 'default' },
  ...(messagePayload ? { messagePayload } : {}),
});
const messageOf = (content: string, over: object = {}) => ({
  id: '1611060744833',
  linkToMessage: 'https://teams.microsoft.com/l/message/19:x@thread.v2/1611060744833',
  replyToId: null,
  createdDateTime: '2027-01-12T08:52:24.833Z',
  deleted: false,
  subject: null,
  body: { contentType: 'html', content },
  from: { device: null, user: { userIdentityType: 'aadUser', id: cast.ben.id, displayName: 'Ben Example' } },
  reactions: [],
  mentions: [],
  attachments: [],
  ...over,
});

type Task = { type: string; value: unknown };
type Dialog = { title: string; card: { contentType: string; content: CardNode } };

async function sent(activity: Activity): Promise<Task> {
  const posted = conversation.teams.messages().length;
  const { status, body } = await conversation.teams.deliver(activity);
  expect(status).toBe(200);
  expect(conversation.teams.messages().slice(posted), 'nothing is posted where others read along').toEqual([]);
  return (body as { task: Task }).task;
}

/** The card in the dialog. */
async function dialog(activity: Activity): Promise<CardNode> {
  const task = await sent(activity);
  expect(task.type).toBe('continue');
  const { title, card } = task.value as Dialog;
  expect(title).toBe('Request an MbE');
  expect(JSON.stringify(card.content)).not.toContain('Action.Execute');
  return card.content;
}

/** Fills in a dialog's card and presses: what Teams sends is the button's data with the inputs. */
function pressed(
  card: CardNode,
  title: string,
  fill: Record<string, string> = {},
  from: Parameters<typeof invoke>[2] = {},
) {
  const submits: { title?: string; data?: object }[] = [];
  const walk = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ((part as CardNode).type === 'Action.Submit') submits.push(part as { title: string; data: object });
    for (const value of Object.values(part)) walk(value);
  };
  walk(card);
  const button = submits.find((one) => one.title === title);
  if (!button)
    throw new Error(`the dialog has no button “${title}”, but ${submits.map((one) => one.title).join(', ')}`);
  const inputs = inputsOf(card);
  const typed = Object.fromEntries(
    inputs.filter((input) => input.value !== '').map((input) => [input.id, input.value]),
  );
  for (const [label, value] of Object.entries(fill)) {
    const input = inputs.find((one) => one.label.startsWith(label)) ?? inputs.find((one) => one.id === label);
    if (!input) throw new Error(`the dialog has no input “${label}”`);
    const choice = input.choices.find((one) => one.title.startsWith(value));
    typed[input.id] = choice?.value ?? value;
  }
  return invoke('submitAction', { ...opened('compose'), data: { ...button.data, ...typed } }, from);
}

const drafts = () => conversation.service.deps.db.mbeRequest.findMany({ where: { state: 'draft' } });
const headings = (name: string) =>
  `<div><p>Name of individual: ${name}</p><p>Purpose of the meeting: Agree a plan for respite &amp; school.</p>` +
  '<p>Why an MDT is not being taken forward:<br>Housing did not come.</p><p>Thanks all</p></div>';

describe('“Request an MbE” from a compose box', () => {
  it.each(Object.entries(places))('opens the first step in %s, and keeps nothing', async (_where, place) => {
    const before = await databaseState(conversation);
    const text = cardText(await dialog(invoke('fetchTask', opened('compose'), { place })));
    expect(text).toContain('Full name of the person the meeting is about');
    expect(text).toContain('call 999');
    const after = await databaseState(conversation);
    expect(after).toEqual({ ...before, professional: after.professional });
  });

  it('the whole request is made in the dialog, by somebody who has never written to the bot', async () => {
    const from = { who: 'ben' } as const;
    const step1 = await dialog(invoke('fetchTask', opened('compose'), from));
    const step2 = await dialog(pressed(step1, 'Next', { ...aboutThePerson, ...aboutMe }, from));
    const sentCard = await dialog(
      pressed(
        step2,
        'Send request',
        {
          individualAnswer: 'Invite',
          individualDetail: 'jamie@example.org',
          carerAnswer: 'Do not invite',
          carerDetail: 'Jamie asked us not to.',
          basis: 'Yes, they know and agree',
          furtherPeople: 'Nadia Example, nadia@example.org',
        },
        from,
      ),
    );
    expect(cardText(sentCard)).toMatch(/Your reference is MBE-\d{4}-\d{4}\./);
    await conversation.settled();
    const { db } = conversation.service.deps;
    expect(await db.conversationReference.count({ where: { conversationId: places['a group chat'].id } })).toBe(0);
    expect(buttonsOf(sentCard).map((one) => one.title)).not.toContain(undefined);
  });

  it('what is wrong comes back in the dialog, with what was typed', async () => {
    const step1 = await dialog(invoke('fetchTask', opened('compose')));
    const again = await dialog(pressed(step1, 'Next', { 'Full name': 'Jamie Example' }));
    expect(cardText(again)).toContain('Error');
    expect(inputsOf(again).find((input) => input.label.startsWith('Full name'))?.value).toBe('Jamie Example');
  });
});

describe('“Request an MbE” from a message', () => {
  it('fills in what stands under the message’s headings, and shows the rest beside it', async () => {
    const card = await dialog(invoke('fetchTask', opened('message', messageOf(headings('Robin Testcase')))));
    const typedIn = (label: string) => inputsOf(card).find((input) => input.label.startsWith(label))?.value;
    expect(typedIn('Full name')).toBe('Robin Testcase');
    expect(typedIn('What is the meeting for')).toBe('Agree a plan for respite & school.');
    expect(cardText(card)).toContain('Please check it and add what is missing');
    expect(JSON.stringify(card)).not.toContain('<p>');
  });

  it('a message without headings stands beside the empty form: nothing is guessed', async () => {
    const text = 'Can somebody get everybody round a table for Robin? Housing &lt;again&gt; did not come.';
    const card = await dialog(invoke('fetchTask', opened('message', messageOf(`<p>${text}</p>`, { id: '2' }))));
    expect(cardText(card)).toContain('get everybody round a table');
    expect(cardText(card)).toContain('nothing is guessed');
    expect(inputsOf(card).find((input) => input.label.startsWith('Full name'))?.value).toBe('');
  });

  it('opened again it is the same draft, with what has been typed since; for somebody else it is another', async () => {
    const message = messageOf(headings('Sam Testcase'), { id: '3' });
    const first = await dialog(invoke('fetchTask', opened('message', message)));
    await sent(pressed(first, 'Save for later', { 'Full name': 'Samuel Testcase' }));
    const count = (await drafts()).length;
    const again = await dialog(
      invoke('fetchTask', opened('message', message), { place: places['a chat of two people'] }),
    );
    expect(inputsOf(again).find((input) => input.label.startsWith('Full name'))?.value).toBe('Samuel Testcase');
    expect(await drafts()).toHaveLength(count);
    const other = await dialog(invoke('fetchTask', opened('message', message), { who: 'ben' }));
    expect(inputsOf(other).find((input) => input.label.startsWith('Full name'))?.value).toBe('Sam Testcase');
    expect(await drafts()).toHaveLength(count + 1);
  });

  it.each<[string, object]>([
    ['deleted', messageOf('<p>gone</p>', { id: '4', deleted: true })],
    ['empty', messageOf('', { id: '5' })],
    ['a picture alone', messageOf('<p><img src="https://x.example.org/a.png" alt=""></p>', { id: '6' })],
    ['without a body', { ...messageOf('', { id: '7' }), body: null }],
  ])('one that is %s opens an empty form', async (_what, message) => {
    const count = (await drafts()).length;
    const card = await dialog(invoke('fetchTask', opened('message', message)));
    expect(cardText(card)).toContain('Full name');
    expect(await drafts()).toHaveLength(count);
  });

  it('a message of any length, of any marks, and plain text are taken', async () => {
    const long = `<div>${'<blockquote>'.repeat(5_000)}${'word '.repeat(20_000)}</div>`;
    expect(cardText(await dialog(invoke('fetchTask', opened('message', messageOf(long, { id: '8' })))))).toContain(
      'word',
    );
    const plain = { ...messageOf('', { id: '9' }), body: { contentType: 'text', content: 'Plain <b>text</b>' } };
    expect(cardText(await dialog(invoke('fetchTask', opened('message', plain))))).toContain('<b>text</b>');
  });
});

describe('what is no request of ours', () => {
  it.each<[string, 'fetchTask' | 'submitAction', unknown]>([
    ['another command', 'fetchTask', { commandId: 'other', commandContext: 'compose' }],
    ['no value', 'fetchTask', undefined],
    ['a list', 'fetchTask', []],
    ['a message that is a text', 'fetchTask', { commandId: 'request-mbe', messagePayload: 'hello' }],
    ['a body that is a number', 'fetchTask', { commandId: 'request-mbe', messagePayload: { body: 7 } }],
    ['a press without data', 'submitAction', { commandId: 'request-mbe' }],
    ['a press without a verb', 'submitAction', { commandId: 'request-mbe', data: { draftId: 'x' } }],
    ['a verb nobody knows', 'submitAction', { commandId: 'request-mbe', data: { verb: 'drop-tables' } }],
    ['a verb from the prototype', 'submitAction', { commandId: 'request-mbe', data: { verb: 'constructor' } }],
  ])('%s is answered with a sentence', async (_what, name, value) => {
    expect(await sent(invoke(name, value))).toEqual({ type: 'message', value: botSays.unknownButton });
  });

  it('a press whose data do not fit is answered with a sentence', async () => {
    const value = { commandId: 'request-mbe', data: { verb: 'submit-request', draftId: 'no id' } };
    expect(await sent(invoke('submitAction', value))).toEqual({ type: 'message', value: botSays.unreadableCard });
  });

  it('somebody without a directory id is nobody, and is told in the dialog', async () => {
    const activity = { ...invoke('fetchTask', opened('compose')), from: { id: '29:x', name: 'Asha Example' } };
    expect(await sent(activity)).toEqual({ type: 'message', value: botSays.onlyInPrivate });
  });

  it('whoever is not of the team can do nothing more in a dialog than elsewhere', async () => {
    const value = { commandId: 'request-mbe', data: { verb: 'show-queue', page: 1, dsrRole: 'coordinator' } };
    expect(cardText(await dialog(invoke('submitAction', value)))).toContain('Only the DSR team can do this');
  });
});
