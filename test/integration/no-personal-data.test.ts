import { afterAll, beforeAll, expect, test } from 'vitest';
import { inputsOf } from '../../app/walk/card-text.ts';
import { personalColumns } from '../../prisma/personal-data.ts';
import { openLog } from '../../services/platform/log.ts';
import { dataOf, shown } from '../support/in-teams.ts';
import { type MeetingTeam, startMeetingTeam } from '../support/meeting-team.ts';
import { throughTheRegister, typedOnTheRegister } from '../support/through-the-register.ts';

/** Typed by people; each is found nowhere else, so that a single trace of it shows. */
const typed = {
  name: 'Zebedee Quillfeather',
  nhsNumber: '999 000 0018',
  purpose: 'Vermilion plan for the placement',
  note: 'Marmalade advocate question',
  decision: 'Periwinkle flat until June',
  action: 'Tangerine letter to housing',
  who: 'Wilhelmina Oakapple',
  gap: 'Cobalt respite places',
};

const lines: string[] = [];
let team: MeetingTeam;

beforeAll(async () => {
  const write = (line: string) => void lines.push(line);
  team = await startMeetingTeam({ log: openLog('debug', { write }) });
});
afterAll(() => team?.conversation.stop());

/** From the first word to the summaries, with something typed in every place along the way. */
async function toTheOutcome(): Promise<void> {
  const { card } = await team.ended({ 'Full name': typed.name, 'What is the meeting for': typed.purpose });
  const { cora, conversation } = team;
  await cora.press(card, 'Record the outcome');
  const came = inputsOf(card.card ?? {}).filter(({ id }) => id.startsWith('came-'));
  await cora.press(card, 'Continue', Object.fromEntries(came.map(({ id }) => [id, 'Came'])));
  await cora.press(card, 'Add this decision', { text: typed.decision });
  await cora.press(card, 'Continue');
  const action = { what: typed.action, party: 'Example Police', who: typed.who, dueDay: '2027-03-01' };
  await cora.press(card, 'See the summaries', { ...action, gaps: typed.gap });
  dataOf(card.card, 'send-summaries');
  await cora.press(card, /Send \d+ summar\w+/.exec(shown(card))?.[0] ?? 'Send');
  await conversation.settled();
}

/** A request pasted as text with an NHS number, and words that no command knows. */
async function onTheSide(): Promise<void> {
  const { asha, cora, conversation } = team;
  await conversation.settled();
  await asha.say(`Full name: ${typed.name}\nNHS number: ${typed.nhsNumber}\nPurpose: ${typed.purpose}`);
  await asha.say(typed.note);
  await cora.say(typed.note);
  await conversation.settled();
}

/** Everything in the personal columns that somebody could recognise. Shorter codes stand in every log. */
async function personalValues(): Promise<Set<string>> {
  const { db } = team.conversation.service.deps;
  const values = new Set<string>([...Object.values(typed), ...Object.values(typedOnTheRegister)]);
  const words = /^[a-z]+(-[a-z]+)*$/;
  for (const { model, column } of personalColumns) {
    // Ids of conversations name no one; Teams itself needs them.
    if (model === 'ConversationReference' || model === 'SentCard') continue;
    // A reference is what is said instead of a name.
    if (column === 'dsrReference') continue;
    const table = snake(model);
    const rows = await db.$queryRawUnsafe<{ value: string }[]>(
      `SELECT DISTINCT to_json("${snake(column)}") #>> '{}' AS value FROM "${table}" WHERE "${snake(column)}" IS NOT NULL`,
    );
    for (const text of rows.flatMap(({ value }) => leaves(value))) {
      if (text.length > 5 && !words.test(text) && !isDayOrId.test(text)) values.add(text);
    }
  }
  return values;
}

const isDayOrId = /^\d{4}-\d\d-\d\d$|^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** A text, or every text in a column that holds JSON. */
function leaves(value: string): string[] {
  if (!/^[[{]/.test(value)) return [value];
  const texts: string[] = [];
  JSON.parse(value, (_key, leaf) => {
    if (typeof leaf === 'string') texts.push(leaf);
    return leaf;
  });
  return texts;
}

const snake = (name: string) => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

async function tableText(query: string): Promise<string> {
  const rows = await team.conversation.service.deps.db.$queryRawUnsafe<{ text: string }[]>(query);
  expect(rows.length).toBeGreaterThan(3);
  return rows.map(({ text }) => text).join('\n');
}

test('logs, metrics, jobs, audit, deliveries and notifications hold ids and codes alone, whatever was typed', async () => {
  await onTheSide();
  await toTheOutcome();
  await throughTheRegister(team);
  const metrics = await (await fetch(`${team.conversation.service.url}/metrics`)).text();
  const places: Record<string, string> = {
    'the log': lines.join(''),
    'the metrics': metrics,
    'the jobs': await tableText('SELECT data::text AS text FROM pgboss.job'),
    'the audit record': await tableText('SELECT row_to_json(t)::text AS text FROM audit_event t'),
    'the delivery log': await tableText('SELECT row_to_json(t)::text AS text FROM delivery t'),
    'what a lock screen shows': team.conversation.teams
      .messages()
      .map(({ summary }) => summary)
      .join('\n'),
  };
  const values = await personalValues();
  expect(values.size).toBeGreaterThan(40);
  expect([...values]).toEqual(expect.arrayContaining([typed.name, typed.decision, 'jamie@example.org']));
  expect(places['the audit record']).toContain('withdraw-consent');
  const found = Object.entries(places).flatMap(([place, text]) =>
    [...values]
      .filter((value) => text.toLowerCase().includes(value.toLowerCase()))
      .map((value) => `${place}: ${value}`),
  );
  expect(found).toEqual([]);
}, 120_000);

test('no mail that a coordinator did not release says more than references, days and codes', () => {
  const { sent } = team.conversation.mailer;
  const released = /a letter for you|What was agreed|Summary/i;
  const unreleased = sent.filter(({ subject }) => !released.test(subject));
  expect(unreleased.map(({ subject }) => subject).join()).toMatch(/DSR-\d{4}: .*MTG-|MTG-.*DSR-\d{4}: /s);
  const about = [typed.name, typed.purpose, typed.decision, ...Object.values(typedOnTheRegister)];
  for (const mail of unreleased) {
    const { to, ...said } = mail;
    const text = JSON.stringify(said).replaceAll(to.name, '').replaceAll(to.address, '');
    expect(
      about.filter((value) => text.includes(value)),
      mail.subject,
    ).toEqual([]);
  }
});

test('every line of the log is JSON with an event; a turn and a job leave one each, with what they were about', () => {
  const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events.length).toBeGreaterThan(20);
  for (const { event } of events) expect(event).toEqual(expect.any(String));
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'turn', kind: 'press', what: 'send-summaries', result: 'answered' }),
  );
  expect(events).toContainEqual(
    expect.objectContaining({ event: 'job-done', queue: 'deliver', deliveryId: expect.any(String) }),
  );
});
