import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { registerMeetingFormCard, registerMeetingKindsCard } from '../cards/register-meeting-form.card.ts';
import { listOrganisations, searchOrganisations } from '../services/agencies/store.ts';
import { type RegisterMeetingKind, registerMeetingKinds } from '../services/meetings/model.ts';
import { prepareRegisterMeeting } from '../services/meetings/prepare-register-meeting.ts';
import type {
  RegisterMeetingOffer,
  RegisterMeetingProblem,
  TypedRegisterMeeting,
} from '../services/meetings/register-meeting-model.ts';
import { dayOf } from '../services/platform/time.ts';
import { tickedValues, typedText } from './press-data.ts';
import { showTeamRefusal } from './shown-cards/team-refusal.ts';
import type { ShownCard, Turn } from './turn.ts';

export const kindCode = z.enum(registerMeetingKinds);

/** The inputs of the form, for the actions that read them. */
export const registerMeetingInputs = z.object({
  organisationIds: tickedValues,
  /** Organisations that a search found, and that were ticked there. */
  foundOrganisationIds: tickedValues,
  people: tickedValues,
  purposeCategory: typedText,
  lengthMinutes: typedText,
  neededBy: typedText,
  place: typedText,
});

type Typed = Omit<TypedRegisterMeeting, 'kind'>;

/** What was typed, with the organisations ticked in either list. */
export function typedRegisterMeeting(inputs: z.infer<typeof registerMeetingInputs>): Typed {
  const { foundOrganisationIds, ...typed } = inputs;
  return { ...typed, organisationIds: [...new Set([...inputs.organisationIds, ...foundOrganisationIds])] };
}

/** Which meeting; with a notice on top where one could not be arranged. */
export async function showRegisterMeetingKinds(turn: Turn, entryId: string, notice?: CardNotice): Promise<ShownCard> {
  const offer = await prepareRegisterMeeting(turn.deps, { actor: turn.actor, entryId });
  if (!offer.ok) return showTeamRefusal(offer);
  return { card: registerMeetingKindsCard({ offer: offer.value, notice }), summary: summaryOf(offer.value) };
}

/**
 * The form of one kind of meeting. Where there can be none, or one is being arranged, the choice of kinds says so.
 *
 * @param shown.typed left out at first: then the day it must happen by and the person are filled in
 */
export async function showRegisterMeetingForm(
  turn: Turn,
  about: { entryId: string; kind: RegisterMeetingKind },
  shown: { typed?: Typed; problems?: readonly RegisterMeetingProblem[]; query?: string; notice?: CardNotice } = {},
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const { entryId, kind } = about;
  const prepared = await prepareRegisterMeeting(deps, { actor, entryId });
  if (!prepared.ok) return showTeamRefusal(prepared);
  const offer = prepared.value;
  const isPossible = !offer.ended && offer.consent.state === 'valid';
  if (!isPossible || offer.underWay.some((one) => one.kind === kind)) return showRegisterMeetingKinds(turn, entryId);
  const { typed = asProposed(turn, kind, offer), problems = [], query = '', notice } = shown;
  const today = dayOf(deps.clock.now());
  const [directory, found] = await Promise.all([
    listOrganisations(deps.db, today),
    searchOrganisations(deps.db, today, query),
  ]);
  const card = registerMeetingFormCard({
    ...{ offer, kind, typed, problems, directory, notice },
    search: query.trim() === '' ? undefined : { query, found },
    policy: deps.policy,
    press: deps.newId(),
  });
  return { card, summary: summaryOf(offer) };
}

/** The person is invited unless somebody decides otherwise: nothing about them without them. */
function asProposed({ deps }: Turn, kind: RegisterMeetingKind, offer: RegisterMeetingOffer): Typed {
  return {
    organisationIds: [],
    people: ['person'],
    purposeCategory: '',
    lengthMinutes: String(deps.policy.defaultMeetingLength.value),
    neededBy: offer.mustHappenBy[kind].day ?? '',
    place: '',
  };
}

function summaryOf(offer: RegisterMeetingOffer): string {
  return `${offer.reference}: arrange a meeting`;
}
