import type { Actor } from '../services/access/actor.ts';
import { listMyRequests } from '../services/mbe-requests/list-my-requests.ts';
import { listQueue } from '../services/mbe-requests/list-queue.ts';
import { draftForMdt } from '../services/mbe-requests/mdt-store.ts';
import { requesterOf } from '../services/mbe-requests/store.ts';
import { viewDraft } from '../services/mbe-requests/view-draft.ts';
import { viewMbeRequest } from '../services/mbe-requests/view-mbe-request.ts';
import { listTodos } from '../services/meetings/list-todos.ts';
import type { TeamsMessage } from '../services/notifications/port.ts';
import type { Deps } from '../services/platform/deps.ts';
import { listReferrals } from '../services/referrals/list-referrals.ts';
import { referrerOf } from '../services/referrals/store.ts';
import { findEnquiry } from '../services/register-enquiries/enquiry-store.ts';
import { botSays } from '../wording/bot-says.ts';
import { calendarOutage } from '../wording/calendar-outage.ts';
import { forInvitee } from '../wording/for-invitee.ts';
import { mailboxNews } from '../wording/mailbox-news.ts';
import { proposalNews } from '../wording/propose-form.ts';
import { questionWords } from '../wording/service-questions.ts';
import { help } from './commands/help.ts';
import { showMailedDraft } from './draft-cards.ts';
import { proposalCardOf } from './invitee-cards.ts';
import { shownMdtInvitation } from './mdt-cards.ts';
import { message as note } from './message-cards.ts';
import type { CardMaker } from './notifier.ts';
import { showDigest } from './shown-cards/digest.ts';
import { showLetter } from './shown-cards/letter.ts';
import { showMailedMessage } from './shown-cards/mailed-message.ts';
import { showMeetingForTeam } from './shown-cards/meeting-for-team.ts';
import { showOutcomeDue } from './shown-cards/outcome-due.ts';
import { showPerson } from './shown-cards/person.ts';
import { showProposalAnswers } from './shown-cards/proposal-answers.ts';
import { showQueuePage } from './shown-cards/queue.ts';
import { showQuorumLost } from './shown-cards/quorum-lost.ts';
import { showMyReferral } from './shown-cards/referral-for-referrer.ts';
import { showReferralForTeam } from './shown-cards/referral-for-team.ts';
import { showEnquiryAnswer, showEnquiryForTeam } from './shown-cards/register-enquiry.ts';
import { showRequestForRequester } from './shown-cards/request-for-requester.ts';
import { showRequestForTeam } from './shown-cards/request-for-team.ts';
import { showServiceQuestion } from './shown-cards/service-question.ts';
import { showTodo } from './shown-cards/todo.ts';
import { showWordsInAdvance } from './shown-cards/words-in-advance.ts';
import type { ShownCard, TrackedCard, Turn } from './turn.ts';

const openMailbox = { title: mailboxNews.open, verb: 'show-mailbox', data: { filter: 'waiting', page: 1 } };
const theService: Actor = { kind: 'system' };
const remindedOfTimes = { tone: 'warning', text: forInvitee.reminder } as const;

/** Cards are made anew for a window that was opened anew; older ones are a question away. */
const MOST_CARDS_AGAIN = 10;

/** Makes the cards that the bot sends or updates by itself, as their readers may see them. */
export function cardMaker(deps: Deps): CardMaker {
  const asService = { deps, actor: theService };

  async function forRequester(requestId: string): Promise<ShownCard | undefined> {
    const requesterId = await requesterOf(deps.db, requestId);
    if (!requesterId) return undefined;
    // A requester's own card shows what any requester may see, whatever else they are.
    return showRequestForRequester(
      { deps, actor: { kind: 'professional', id: requesterId, dsrRole: null } },
      requestId,
    );
  }

  async function forReferrer(referralId: string): Promise<ShownCard | undefined> {
    const referrerId = await referrerOf(deps.db, referralId);
    if (!referrerId) return undefined;
    return showMyReferral({ deps, actor: { kind: 'professional', id: referrerId, dsrRole: null } }, referralId);
  }

  async function forAsker(enquiryId: string): Promise<ShownCard | undefined> {
    const enquiry = await findEnquiry(deps.db, enquiryId);
    if (!enquiry) return undefined;
    return showEnquiryAnswer({ deps, actor: { kind: 'professional', id: enquiry.asker.id, dsrRole: null } }, enquiryId);
  }

  async function mdtInvitationFor(draftId: string): Promise<ShownCard | undefined> {
    const draft = await draftForMdt(deps.db, draftId);
    if (draft === null) return undefined;
    const actor = { kind: 'professional', id: draft.requesterId, dsrRole: null } as const;
    const found = await viewDraft(deps, { actor, draftId });
    return found.ok ? shownMdtInvitation(found.value) : undefined;
  }

  async function mailedDraftFor(draftId: string, professionalId: string): Promise<ShownCard | undefined> {
    const actor = { kind: 'professional', id: professionalId, dsrRole: null } as const;
    const found = await viewDraft(deps, { actor, draftId });
    return found.ok ? showMailedDraft({ deps }, found.value) : undefined;
  }

  async function message(message: TeamsMessage): Promise<ShownCard | undefined> {
    switch (message.kind) {
      case 'request-for-triage':
        return showRequestForTeam(asService, message.requestId);
      case 'decision-overdue':
        return showRequestForTeam(asService, message.requestId, { tone: 'warning', text: botSays.decisionOverdue });
      case 'request-news':
        return forRequester(message.requestId);
      case 'mdt-invitation':
        return mdtInvitationFor(message.draftId);
      case 'mailed-draft':
        return mailedDraftFor(message.draftId, message.professionalId);
      case 'referral-news':
        return forReferrer(message.referralId);
      case 'record-outcome':
        return showOutcomeDue(asService, message.meetingId);
      case 'todo':
        return showTodo(asService, message.todoId);
      case 'referral-for-triage':
        return showReferralForTeam(asService, message.referralId);
      case 'advance-words':
        return showWordsInAdvance(asService, message.meetingId);
      case 'proposal':
        return proposalCardOf(asService, message.inviteeId, message.reminder ? { notice: remindedOfTimes } : {});
      case 'quorum-reached':
        return showProposalAnswers(asService, message.meetingId, { tone: 'good', text: proposalNews.reached });
      case 'proposal-booked':
        return showProposalAnswers(asService, message.meetingId, { tone: 'good', text: proposalNews.booked });
      case 'proposal-closed':
        return showProposalAnswers(asService, message.meetingId, { tone: 'warning', text: proposalNews.closed });
      case 'quorum-lost':
        return showQuorumLost(asService, message.meetingId);
      case 'letter-to-release':
        return showLetter(asService, message.letterId);
      case 'mail-for-triage':
        return showMailedMessage(asService, message.mailedMessageId);
      case 'more-mails-wait':
        return note(mailboxNews.moreWait(message.count), [openMailbox]);
      case 'mails-not-moved':
        return note(mailboxNews.notMoved(message.count));
      case 'register-enquiry':
        return showEnquiryForTeam(asService, message.enquiryId);
      case 'service-question-answered':
        return showServiceQuestion(asService, message.questionId, { tone: 'good', text: questionWords.answered });
      case 'register-enquiry-answered':
        return forAsker(message.enquiryId);
      case 'register-digest':
        return showDigest(asService);
      case 'calendars-late':
        return note(calendarOutage.late);
      case 'calendars-back':
        return note(calendarOutage.back);
      case 'mailbox-away':
        return note(mailboxNews.away);
      case 'mailbox-back':
        return note(mailboxNews.back);
    }
  }

  async function tracked(card: TrackedCard, nounId: string): Promise<ShownCard | undefined> {
    switch (card) {
      case 'request-for-requester':
        return forRequester(nounId);
      case 'referral-for-referrer':
        return forReferrer(nounId);
      case 'request-for-team':
        return showRequestForTeam(asService, nounId);
      case 'todo':
        return showTodo(asService, nounId);
      case 'referral-for-team':
        return showReferralForTeam(asService, nounId);
      case 'letter':
        return showLetter(asService, nounId);
      case 'register-enquiry':
        return showEnquiryForTeam(asService, nounId);
      case 'service-question':
        return showServiceQuestion(asService, nounId);
      case 'mailed-message':
        return showMailedMessage(asService, nounId);
      case 'person':
        return showPerson(asService, nounId);
      case 'meeting-for-team':
        return showMeetingForTeam(asService, nounId);
      case 'proposal-answers':
        return showProposalAnswers(asService, nounId);
      case 'quorum-lost':
        return showQuorumLost(asService, nounId);
      case 'proposal-for-invitee':
        return proposalCardOf(asService, nounId);
      case 'consent':
        return undefined;
    }
  }
  return { message, tracked };
}

/** Somebody in the team who has outcomes to record is asked for them again. */
async function outcomesDue({ deps, actor }: Turn): Promise<ShownCard[]> {
  if (actor.dsrRole === null) return [];
  const mine = await listQueue(deps, { actor, filter: 'mine', page: 1 });
  const ended = mine.ok
    ? mine.value.items.filter((item) => item.waitingFor === 'chair').slice(0, MOST_CARDS_AGAIN)
    : [];
  const meetings = await Promise.all(ended.map((item) => viewMbeRequest(deps, { actor, requestId: item.id })));
  const ids = meetings.flatMap((found) => (found.ok && found.value.meetingId !== null ? [found.value.meetingId] : []));
  return Promise.all(ids.map((meetingId) => showOutcomeDue({ deps, actor }, meetingId)));
}

/**
 * What a chat or the channel shows when the bot is added to it: in a chat help, one's own open requests and the outcomes
 * to record, in the channel the queue, the open requests and what is to be done by hand.
 */
export async function onInstalled(turn: Turn): Promise<ShownCard[]> {
  const { deps, actor } = turn;
  if (turn.where === 'personal') {
    const mine = await listMyRequests(deps, { actor, page: 1 });
    const open = mine.ok
      ? mine.value.items.filter((item) => ['submitted', 'information-requested', 'approved'].includes(item.state))
      : [];
    const cards = await Promise.all(
      open
        .slice(0, MOST_CARDS_AGAIN)
        .reverse()
        .map((item) => showRequestForRequester(turn, item.id)),
    );
    return [...cards, ...(await outcomesDue(turn)), ...(await help.run(turn, {}))];
  }
  const [open, referrals, todos] = await Promise.all([
    listQueue(deps, { actor: theService, filter: 'all', page: 1 }),
    listReferrals(deps, { actor: theService, filter: 'all', page: 1 }),
    listTodos(deps, { actor: theService }),
  ]);
  const requests = open.ok ? open.value.items.slice(0, MOST_CARDS_AGAIN).reverse() : [];
  const referred = referrals.ok ? referrals.value.items.slice(0, MOST_CARDS_AGAIN).reverse() : [];
  const toDo = todos.ok ? todos.value.slice(0, MOST_CARDS_AGAIN) : [];
  return [
    ...(await Promise.all(toDo.map((todo) => showTodo({ deps, actor: theService }, todo.id)))),
    ...(await Promise.all(requests.map((item) => showRequestForTeam({ deps, actor: theService }, item.id)))),
    ...(await Promise.all(referred.map((item) => showReferralForTeam({ deps, actor: theService }, item.id)))),
    await showQueuePage({ deps, actor: theService }, 'all', 1),
  ];
}
