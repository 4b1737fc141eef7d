import type { ProgressState } from '../../services/agreed-actions/model.ts';
import { dayOf } from '../../services/platform/time.ts';
import { listMine } from '../../services/visitors/list-mine.ts';
import type { Mine } from '../../services/visitors/model.ts';
import {
  actionLine,
  heldLine,
  invitationLine,
  meetingLine,
  mineWords,
  proposalLine,
  questionLine,
  responseTags,
} from '../../wording/pages/mine.ts';
import type { Pages } from '../site/site.ts';
import { type AskedItem, askedItems } from './asked-items.ts';

type Colour = 'red' | 'blue' | 'green' | 'yellow' | 'grey';

/** A line of the list, as the task list lays it out. */
type Item = {
  title: { text: string };
  hint: { text: string };
  href: string;
  status: { tag: { text: string; classes: string } };
};

/** Everything that an address is to answer, to attend or to do. */
export const myListPages: Pages = (site) => {
  site.get('/mine', async (_request, response, visitor) => {
    const mine = await listMine(site.deps, visitor);
    if (!mine.ok) return site.notFound(response, visitor);
    const view = {
      title: mineWords.title,
      words: mineWords,
      address: visitor.address,
      shared: visitor.sharedInbox ? mineWords.shared : null,
      groups: groupsOf(mine.value, await askedItems(site.deps, visitor)),
    };
    return site.show(response, 'my-list/my-list.njk', view, { visitor });
  });
};

function item(line: { title: string; hint: string }, href: string, tag: string, colour: Colour): Item {
  const status = { tag: { text: tag, classes: `nhsuk-tag--${colour}` } };
  return { title: { text: line.title }, hint: { text: line.hint }, href, status };
}

/** The groups with something in them, in the order in which somebody needs them. */
function groupsOf(mine: Mine, asked: readonly AskedItem[]): { heading: string; items: Item[] }[] {
  const { groups } = mineWords;
  const isOpen = ({ state }: { state: ProgressState | null }) => state === null || state === 'under-way';
  return [
    { heading: groups.answer, items: [...asked.filter(({ needsYou }) => needsYou).map(askedItem), ...toAnswer(mine)] },
    { heading: groups.do, items: mine.actions.filter(isOpen).map(actionItem) },
    { heading: groups.attend, items: mine.meetings.map(meetingItem) },
    { heading: groups.own, items: asked.filter(({ needsYou }) => !needsYou).map(askedItem) },
    { heading: groups.answered, items: mine.proposals.filter(({ answered }) => answered).map(proposalItem) },
    { heading: groups.consent, items: mine.consents.map(consentItem) },
    { heading: groups.held, items: mine.held.map(heldItem) },
    { heading: groups.finished, items: mine.actions.filter((one) => !isOpen(one)).map(actionItem) },
  ].filter(({ items }) => items.length > 0);
}

function askedItem(one: AskedItem): Item {
  return item(one, one.href, one.tag, one.needsYou ? 'red' : 'grey');
}

/** What waits for an answer, by the day on which it is needed. */
function toAnswer({ proposals, meetings, questions }: Mine): Item[] {
  return [
    ...proposals
      .filter(({ answered }) => !answered)
      .map((one) => ({ by: dayOf(one.deadline), item: proposalItem(one) })),
    ...meetings
      .filter(({ response }) => response === null)
      .map((one) => ({ by: dayOf(one.startsAt), item: invitationItem(one) })),
    ...questions.map((one) => ({ by: one.dueDay, item: questionItem(one) })),
  ]
    .toSorted((one, other) => one.by.localeCompare(other.by))
    .map((one) => one.item);
}

const { tags } = mineWords;

function proposalItem(one: Mine['proposals'][number]): Item {
  const [tag, colour] = one.answered ? ([mineWords.answered, 'green'] as const) : ([tags.open, 'blue'] as const);
  return item(proposalLine(one), `/meetings/${one.inviteeId}`, tag, colour);
}

function invitationItem(one: Mine['meetings'][number]): Item {
  return item(invitationLine(one), `/meetings/${one.inviteeId}`, tags.open, 'blue');
}

function meetingItem(one: Mine['meetings'][number]): Item {
  const { response, inviteeId } = one;
  if (response === null) return item(meetingLine(one), `/meetings/${inviteeId}`, mineWords.notAnswered, 'blue');
  const colour = { accepted: 'green', tentative: 'yellow', declined: 'grey' } as const;
  return item(meetingLine(one), `/meetings/${inviteeId}`, responseTags[response], colour[response]);
}

function consentItem({ personId, reference }: Mine['consents'][number]): Item {
  return item({ title: mineWords.consent, hint: reference }, `/consent/${personId}`, mineWords.anyTime, 'grey');
}

function heldItem(one: Mine['held'][number]): Item {
  return item(heldLine(one), `/meetings/${one.inviteeId}`, mineWords.heldTag, 'grey');
}

function questionItem(one: Mine['questions'][number]): Item {
  const [tag, colour] = one.overdue ? ([tags.overdue, 'red'] as const) : ([tags.open, 'blue'] as const);
  return item(questionLine(one), `/questions/${one.receiverId}`, tag, colour);
}

function actionItem(one: Mine['actions'][number]): Item {
  const { state, overdue } = one;
  const colour = { 'under-way': 'yellow', done: 'green', cannot: 'grey' } as const;
  const [tag, shade] = overdue
    ? ([tags.overdue, 'red'] as const)
    : ([tags[state ?? 'todo'], state === null ? 'blue' : colour[state]] as const);
  return item(actionLine(one), `/actions/${one.actionKey}`, tag, shade);
}
