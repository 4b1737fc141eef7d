import type { MeetingState } from '../meetings/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { NamedPerson, RequestState, WaitingFor } from './model.ts';

/** What the queue can be narrowed to, in the order in which it is offered. */
export const queueFilters = ['all', 'urgent', 'mine', 'unowned', 'overdue'] as const;
export type QueueFilter = (typeof queueFilters)[number];

/** One page of the open requests, as the DSR team sees them. */
export type QueueView = {
  filter: QueueFilter;
  page: number;
  pages: number;
  total: number;
  /** How many of them, on all pages, are marked urgent. */
  urgent: number;
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
    meeting: { state: MeetingState; ended: boolean } | null;
  }[];
};
