import type { ClockKind } from '../clocks/model.ts';
import type { CalendarDay } from '../platform/time.ts';

/** Deadlines missed, due today, and due later this week; entries whose consent has run out. */
export type DigestCounts = {
  overdue: number;
  today: number;
  week: number;
  lapsed: number;
  byKind: { kind: ClockKind; overdue: number; today: number; week: number }[];
};

/** One deadline that the digest names. */
export type DigestItem = {
  subject: 'entry' | 'referral';
  subjectId: string;
  kind: ClockKind;
  due: CalendarDay;
  reference: string;
  personName: string;
  rating: string | null;
};

/** What is due on the register on one day. */
export type DigestView = { day: CalendarDay; counts: DigestCounts; items: DigestItem[] };
