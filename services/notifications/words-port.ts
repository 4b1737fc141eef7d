import type { EventTexts, EventWords } from '../calendar/words-port.ts';
import type { ClockKind } from '../clocks/model.ts';
import type { LetterReceiver } from '../letters/model.ts';
import type { MailContent } from '../mail/port.ts';
import type { MailedThing } from '../mailbox/model.ts';
import type { RequestState } from '../mbe-requests/model.ts';
import type { UrgencyReason } from '../mbe-requests/urgency.ts';
import type { InviteeKind, MeetingState, SummaryChange, SummaryPart } from '../meetings/model.ts';
import type { LetterFormat } from '../people/model.ts';
import type { CalendarDay } from '../platform/time.ts';

/** What every mail says of its sender, and of what to do in an emergency. */
export type MailFrame = {
  /** The team, as the area's policy calls it. */
  team: string;
  /** Where answers and questions go. */
  contact: string;
  /** The area's policy value, one instruction a line. */
  emergencyAdvice: readonly string[];
};

/** A meeting as an invitation may show it. Nothing about the person: there is no field for it. */
export type InvitationView = MailFrame & {
  reference: string;
  /** The purpose category in words; null where the receiver may know the reference only. */
  purpose: string | null;
  startsAt: Date;
  endsAt: Date;
  /** null = online, or a place that may not be written down */
  place: string | null;
  /** The place names the person, so it is left out: the receiver asks for it. */
  placeWithheld: boolean;
  joinUrl: string | null;
  /** It replaces an earlier invitation to the same receiver. */
  moved: boolean;
  /** They come in the place of somebody who was invited. */
  standsIn: boolean;
  /** Their personal page; null where browsers cannot reach this service. */
  pageUrl: string | null;
  /** The person and their family are spoken to in other words than an agency. */
  receiver: InviteeKind;
};

export type CancellationView = MailFrame & {
  /** The person and their family are spoken to in other words than an agency. */
  receiver: InviteeKind;
  /** A code of the policy's cancelReasons; null where no reason is given. */
  reason: string | null;
  /** Whether the receiver may know about the person: to anybody else a reason speaks of nothing but the meeting. */
  mayKnow: boolean;
  reference: string;
  purpose: string | null;
  startsAt: Date;
  endsAt: Date;
};

/** Times that somebody was asked about are not needed any more: the meeting is off. Nothing about the person. */
export type TimesOffView = Omit<CancellationView, 'purpose' | 'startsAt' | 'endsAt'>;

/** Somebody of an agency is asked to come in the place of its contact, who has declined. */
export type StandInNeededView = Omit<InvitationView, 'moved' | 'standsIn'>;

/** Somebody invited has not answered. `before`: the meeting is soon. */
export type ResponseChaserView = Omit<InvitationView, 'moved' | 'standsIn'> & { before: boolean };

/** One receiver's own part of what was agreed. The only mail that may speak about the person. */
export type SummaryView = MailFrame & {
  reference: string;
  meetingOn: Date;
  version: number;
  part: Extract<SummaryPart, { what: 'summary' }>;
  /** Their personal page; null where browsers cannot reach this service. */
  pageUrl: string | null;
  /** What differs from the version this receiver was sent before; null when this is their first. */
  changes: SummaryChange[] | null;
  receiver: InviteeKind;
};

/** Stands for a summary where its text may not be mailed: the reference, and that the team will be in touch. */
export type NoticeView = MailFrame & {
  reference: string;
  version: number;
  receiver: InviteeKind;
  /** Their personal page; null where browsers cannot reach this service, or where it would not say more. */
  pageUrl: string | null;
};

/** News of a request for its requester, by mail because Teams could not be used. States only. */
export type RequestNewsView = MailFrame & {
  reference: string;
  state: RequestState;
  meeting: { state: MeetingState; startsAt: Date | null } | null;
};

/**
 * News of a request or a referral for somebody without Teams. Of a request its state, of a referral only that there is some;
 * what is behind it stands on their page. `url` is their personal link; null where the service has no address.
 */
export type PageNewsView = MailFrame & {
  reference: string;
  request: Pick<RequestNewsView, 'state' | 'meeting'> | null;
  url: string | null;
};

/** A reminder for somebody of the DSR team, by mail because Teams could not be used. */
export type TeamNewsView = MailFrame & {
  reference: string;
  about:
    | 'decision-overdue'
    | 'record-outcome'
    | 'quorum-lost'
    | 'advance-words'
    | 'quorum-reached'
    | 'proposal-booked'
    | 'proposal-closed'
    | 'service-question-answered';
};

/** A deadline of somebody on the register, for a key professional or a senior manager. Nothing about the person. */
export type ClockMailView = MailFrame & { reference: string; clock: ClockKind; due: CalendarDay; today: CalendarDay };

/** A released letter: its words stand as they were read. The subject carries the reference and nothing else. */
export type LetterMailView = {
  reference: string;
  team: string;
  text: string;
  format: LetterFormat;
  /** Where its receiver can answer at once; null where a letter asks for no answer. */
  answerUrl: string | null;
};

/** Stands for a letter where its text may not be mailed. `inChat`: the receiver reads it in Teams. */
export type LetterNoticeView = MailFrame & {
  reference: string;
  inChat: boolean;
  receiver: LetterReceiver;
  /** Their personal link to a page that shows the letter; null where there is none. */
  link: string | null;
};

/** News that waits in somebody's chat; `reference` is null for a question about the register, which has none. */
export type ChatNewsView = MailFrame & { reference: string | null };

/** A question to a service, or its reminder. Nothing about the person, and not the question: both are on the page. */
export type ServiceQuestionMailView = MailFrame & {
  reference: string;
  due: CalendarDay;
  today: CalendarDay;
  reminder: boolean;
  /** Null where this service does not know its own address. */
  url: string | null;
};

/** A question that a service has not answered in time, for its manager. */
export type QuestionEscalationView = MailFrame & {
  reference: string;
  due: CalendarDay;
  today: CalendarDay;
  organisation: string;
};

/** Times that somebody is asked about. Nothing about the person: there is no field for it. */
export type ProposalMailView = MailFrame & {
  reference: string;
  lengthMinutes: number;
  /** null = online, or a place that may not be written down */
  place: string | null;
  placeWithheld: boolean;
  slots: { startsAt: Date; endsAt: Date }[];
  deadline: Date;
  /** They were asked before, and have not answered. */
  reminder: boolean;
  /** Their own page; null where there is no address to reach it under. */
  url: string | null;
  /** The person and their family are spoken to in other words than an agency. */
  receiver: InviteeKind;
};

/** The question about times is taken back. */
export type ProposalWithdrawnView = MailFrame & { reference: string; receiver: InviteeKind };

/** The consent form, for whoever can answer it. `reference` is null for somebody who is not on the register yet. */
export type ConsentFormMailView = MailFrame & { reference: string | null; url: string };

/** The code with which somebody confirms that they read an address. */
export type SignInCodeView = MailFrame & { code: string; minutes: number };

/** A personal link in the place of a lost one. */
export type NewLinkView = MailFrame & { url: string };

/** An agreed action for one of the addresses that own it. Nothing about the person, not what is to be done. */
export type ActionReminderView = MailFrame & {
  reference: string;
  due: CalendarDay;
  today: CalendarDay;
  /** Their personal link; null where browsers cannot reach this service. */
  url: string | null;
};

/** The same for the manager of the organisation, once it is overdue. */
export type ActionEscalationView = MailFrame & {
  reference: string;
  due: CalendarDay;
  today: CalendarDay;
  organisation: string;
};

/**
 * The answer to a request that came by email. Nothing of the email: a reference, or the names of what is missing. `url` is the
 * personal link to the draft; null in Teams, and where browsers cannot reach this service. `urgentBecause`: why what to do in
 * an emergency comes first.
 */
export type MailReplyView = MailFrame &
  (
    | { made: 'request'; reference: string; urgentBecause: readonly UrgencyReason[] }
    | {
        made: 'drafts';
        urgentBecause: readonly UrgencyReason[];
        senderChecked: boolean;
        /** It was added to a draft that was there before. */
        added?: boolean;
        drafts: { missing: MailedThing[]; inTeams: boolean; url: string | null }[];
      }
  );

/** The words of every mail and calendar entry. wording/mails implements it; `app` hands it in. */
export type DeliveryWords = {
  invitation(view: InvitationView): MailContent;
  cancellation(view: CancellationView): MailContent;
  timesOff(view: TimesOffView): MailContent;
  standInNeeded(view: StandInNeededView): MailContent;
  responseChaser(view: ResponseChaserView): MailContent;
  summary(view: SummaryView): MailContent;
  notice(view: NoticeView): MailContent;
  requestNews(view: RequestNewsView): MailContent;
  pageNews(view: PageNewsView): MailContent;
  teamNews(view: TeamNewsView): MailContent;
  clockReminder(view: ClockMailView): MailContent;
  escalation(view: ClockMailView): MailContent;
  letter(view: LetterMailView): MailContent;
  letterNotice(view: LetterNoticeView): MailContent;
  chatNews(view: ChatNewsView): MailContent;
  serviceQuestion(view: ServiceQuestionMailView): MailContent;
  serviceQuestionEscalation(view: QuestionEscalationView): MailContent;
  proposal(view: ProposalMailView): MailContent;
  proposalWithdrawn(view: ProposalWithdrawnView): MailContent;
  consentForm(view: ConsentFormMailView): MailContent;
  actionReminder(view: ActionReminderView): MailContent;
  actionEscalation(view: ActionEscalationView): MailContent;
  signInCode(view: SignInCodeView): MailContent;
  newLink(view: NewLinkView): MailContent;
  mailReply(view: MailReplyView): MailContent;
  /** The calendar entry inside an invitation. */
  event: EventTexts;
  /** The same once the meeting is cancelled. */
  cancelledEvent(facts: { reference: string; purpose: string | null }): EventWords;
};
