import type { MeetingState } from '../meetings/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { NamedPerson, QueueFilter, RequestState, WaitingFor } from './model.ts';

/** One page of the open requests, as the DSR team sees them. */
export type QueueView = {
  filter: QueueFilter;
  page: number;
  pages: number;
  total: number;
  /** How many of them, on all pages, are marked urgent. */
  urgent: number;
  /** MDT invitations that requesters took lately, and how many of those sent their request all the same. */
  mdtFirst: { invitations: number; sentAllTheSame: number };
  items: {
    id: string;
    reference: string;
    state: RequestState;
    personName: string;
    urgent: boolean;
    overdue: boolean;
    neededBy: CalendarDay | null;
    submittedAt: Date;
    owner: NamedPerson | null;
    waitingFor: WaitingFor;
    /** The latest meeting that serves it. */
    meeting: { state: MeetingState; ended: boolean; asked?: boolean } | null;
  }[];
};
