import type { OrganisationListing } from '../agencies/model.ts';
import type { ClockKind } from '../clocks/model.ts';
import type { ConsentState } from '../consent/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { ServiceQuestionView } from '../service-questions/model.ts';
import type { PanelFilter, Rating } from './model.ts';

/** What became of an agreed action. 'overdue' is open and past its day. */
export type PanelAction = {
  key: string;
  what: string;
  who: string;
  dueDay: CalendarDay;
  state: 'open' | 'under-way' | 'overdue' | 'done' | 'cannot';
};

/** Where somebody stands in the panel's order: of risk, then of the time since they were last discussed, never first. */
export type PanelPlace = { rank: number; lastDiscussed: CalendarDay | null; entryId: string };

/** Somebody the panel is to discuss. */
export type PanelItem = {
  entryId: string;
  version: number;
  /** DSR-0123 */
  reference: string;
  personName: string;
  rating: Rating;
  ratingSince: CalendarDay;
  lastDiscussed: CalendarDay | null;
  consent: ConsentState;
  nextDue: { kind: ClockKind; day: CalendarDay } | null;
  /** The day by which the panel must discuss them; null where the area states no interval. */
  panelDue: CalendarDay | null;
  /** Open ones, the longest overdue first, and what became of the others since they were last discussed. */
  actions: PanelAction[];
  place: PanelPlace;
};

/** One page of the panel's list. */
export type PanelView = {
  filter: PanelFilter;
  counts: Record<PanelFilter, number>;
  /** Whether the area states how often the panel discusses everybody. */
  intervalStated: boolean;
  /** How many have been discussed today. */
  discussedToday: number;
  page: number;
  pages: number;
  today: CalendarDay;
  items: PanelItem[];
};

/** One person at the panel. */
export type PanelPersonView = {
  item: PanelItem;
  filter: PanelFilter;
  today: CalendarDay;
  /** Whether they may be discussed with agencies: without consent nothing is shared (domain.md §10). */
  mayDiscuss: boolean;
  /** What services were asked on behalf of the person; what still waits comes first. */
  questions: ServiceQuestionView[];
  /** Organisations with a sharing agreement in force: nobody else may hear of a person on the register. */
  directory: OrganisationListing[];
  /** Those that took part in the panel's last discussion of today. */
  participants: string[];
};

export type PanelDiscussionProblem =
  | { field: 'note'; problem: 'missing' | 'too-long' }
  | { field: 'organisationIds'; problem: 'missing' | 'unknown-choice' };
