import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import {
  AT_LEAST_PREFIX,
  BRING_PREFIX,
  MOST_GROUPS,
  NEED_PREFIX,
  type NeedsProblem,
  NOT_USED,
  needsFormCard,
  quorumFormCard,
  SEATS_PREFIX,
  seatCode,
} from '../cards/needs-form.card.ts';
import type { NeedsProblem as FoundProblem, TypedNeeds } from '../services/meetings/check-needs.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { seatsOf } from '../services/meetings/quorum.ts';
import { openMeetingForm, unlessIn } from './meeting-forms.ts';
import type { ShownCard, Turn } from './turn.ts';

type About = { meetingId: string; requestId?: string | undefined };
type Again = {
  typed?: Readonly<Record<string, string>>;
  problems?: readonly NeedsProblem[];
  notice?: CardNotice | undefined;
};

/** In these states it matters who must be there. */
const mayStillMatter = unlessIn('being-arranged', 'booked');

/** Whether each role must be there, so many a page. */
export function showNeedsForm(turn: Turn, about: About, page: number, again: Again = {}): Promise<ShownCard> {
  const { typed = {}, problems = [], notice } = again;
  return openMeetingForm(turn, about, mayStillMatter, (meeting) =>
    needsFormCard({ meeting, page, typed, problems, notice, press: turn.deps.newId() }),
  );
}

/** Of which roles so many must be there; one group more than there is, up to four. */
export function showQuorumForm(turn: Turn, about: About, groups: number | null, again: Again = {}): Promise<ShownCard> {
  const { typed = {}, problems = [], notice } = again;
  return openMeetingForm(turn, about, mayStillMatter, (meeting) =>
    quorumFormCard({
      ...{ meeting, typed, problems, notice },
      groups: groups ?? (meeting.quorum.set ? meeting.quorum.groups.length : 0) + 1,
      press: turn.deps.newId(),
    }),
  );
}

const LONGEST_TYPED = 2000;
const typed = z.coerce
  .string()
  .transform((text) => text.slice(0, LONGEST_TYPED))
  .catch('');

/** The inputs of these forms, whose names carry what they are about. */
export function inputsIn(raw: Record<string, unknown>): Record<string, string> {
  const prefixes = [NEED_PREFIX, BRING_PREFIX, SEATS_PREFIX, AT_LEAST_PREFIX];
  const inputs = Object.entries(raw).filter(([id]) => prefixes.some((prefix) => id.startsWith(prefix)));
  return Object.fromEntries(inputs.map(([id, value]) => [id, typed.parse(value)]));
}

const seatIds = (meeting: MeetingView) => seatsOf(meeting.invitees).map(({ id }) => id);

/** What one page of the form says. An input that was emptied is not sent at all: one that is missing was emptied. */
export function needsTyped(meeting: MeetingView, inputs: Readonly<Record<string, string>>): TypedNeeds {
  const onPage = seatIds(meeting).filter((id) => `${NEED_PREFIX}${id}` in inputs);
  const from = (prefix: string) => Object.fromEntries(onPage.map((id) => [id, inputs[`${prefix}${id}`] ?? '']));
  return { needs: from(NEED_PREFIX), toBring: from(BRING_PREFIX), groups: groupsOf(meeting) };
}

function groupsOf({ quorum }: MeetingView): TypedNeeds['groups'] {
  return quorum.set ? quorum.groups.map(({ seats, atLeast }) => ({ seats, atLeast: String(atLeast) })) : [];
}

/** The groups of the form, each in its place: one that is not used is empty. */
export function groupsTyped(meeting: MeetingView, inputs: Readonly<Record<string, string>>): TypedNeeds {
  const idOf = new Map(seatIds(meeting).map((id) => [seatCode(id), id]));
  const groups = Array.from({ length: MOST_GROUPS }, (_empty, place) => {
    const atLeast = inputs[`${AT_LEAST_PREFIX}${place}`] ?? '';
    const seats = (inputs[`${SEATS_PREFIX}${place}`] ?? '').split(',').flatMap((code) => idOf.get(code) ?? []);
    return { seats, atLeast: atLeast === NOT_USED ? '' : atLeast };
  });
  return { needs: {}, toBring: {}, groups };
}

/** The problems that the use case found, by the names of the inputs they stand above. */
export function problemsOnForm(problems: readonly FoundProblem[]): NeedsProblem[] {
  return problems.map((found) => ({ field: fieldOf(found), problem: found.problem }));
}

function fieldOf(found: FoundProblem): string {
  switch (found.field) {
    case 'need':
      return `${NEED_PREFIX}${found.inviteeId}`;
    case 'toBring':
      return `${BRING_PREFIX}${found.inviteeId}`;
    case 'seats':
      return `${SEATS_PREFIX}${found.group}`;
    case 'atLeast':
      return `${AT_LEAST_PREFIX}${found.group}`;
    case 'groups':
      return `${SEATS_PREFIX}0`;
  }
}
