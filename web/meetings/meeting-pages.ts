import type { Request, Response } from 'express';
import { answerInvitation } from '../../services/meetings/answer-invitation.ts';
import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import { viewInvitedMeeting } from '../../services/meetings/view-invited-meeting.ts';
import { answerProposal } from '../../services/proposals/answer-proposal.ts';
import type { InviteeProposal } from '../../services/proposals/model.ts';
import { viewProposal } from '../../services/proposals/view-proposal.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { meetingWords as words } from '../../wording/pages/meeting.ts';
import { showFamilyMeeting } from '../family/family-pages.ts';
import { typedAnsweredBy } from '../site/answered-by.ts';
import { isUuid, pressOf, typedOf } from '../site/form.ts';
import type { Pages, Site, VisitorHandler } from '../site/site.ts';
import { sendCalendarFile } from './calendar-download.ts';
import type { InvitedHandler } from './invited-handler.ts';
import { type InvitedPage, invitedPage, isWithoutStandIn } from './invited-page.ts';
import { addStandInPages } from './stand-in-pages.ts';
import { slotField } from './times-form.ts';

const PATH = '/meetings/:inviteeId';

type Asked = Request<Record<string, string>>;
type Refused = keyof typeof words.refused;

/** The page of a meeting for each of those invited: when, where, their answer, and what came of it. */
export const meetingPages: Pages = (site) => {
  const family: InvitedHandler = (request, response, visitor, { inviteeId }) =>
    showFamilyMeeting(site, request, response, visitor, inviteeId);
  site.get(PATH, forInvited(site, showAsItIs(site), family));
  site.get(
    `${PATH}/calendar.ics`,
    forInvited(site, async (_request, response, visitor, meeting) => {
      if (!sendCalendarFile(site.deps, response, visitor, meeting)) await site.notFound(response, visitor);
    }),
  );
  site.post(`${PATH}/proposal`, forInvited(site, takeTimes(site)));
  site.post(`${PATH}/rsvp`, forInvited(site, takeResponse(site)));
  for (const form of ['proposal', 'rsvp']) {
    // Whose session had ended is sent back to where the form was sent: it stands on the meeting’s page.
    site.get(`${PATH}/${form}`, async (request, response) => {
      response.redirect(303, `/meetings/${request.params.inviteeId}`);
    });
  }
  addStandInPages(site, PATH, (handler) => forInvited(site, handler));
};

/** @param family what the person and their family get instead: their forms have paths of their own */
function forInvited(
  site: Site,
  handler: InvitedHandler,
  family: InvitedHandler = (_request, response, visitor) => site.notFound(response, visitor),
): VisitorHandler {
  return async (request, response, visitor) => {
    const { inviteeId = '' } = request.params;
    const { actor, address } = visitor;
    const found = isUuid(inviteeId) ? await viewInvitedMeeting(site.deps, { actor, address, inviteeId }) : null;
    if (!found?.ok) return site.notFound(response, visitor);
    const isFamily = found.value.kind === 'individual' || found.value.kind === 'carer';
    if (isFamily) return family(request, response, visitor, found.value);
    return handler(request, response, visitor, found.value);
  };
}

async function proposalOf({ deps }: Site, { actor, address }: Visitor, meeting: InvitedMeetingView) {
  if (meeting.state !== 'being-arranged' || !meeting.timesProposed) return null;
  const found = await viewProposal(deps, { actor, address, inviteeId: meeting.inviteeId });
  return found.ok ? found.value : null;
}

async function show(
  site: Site,
  response: Response,
  visitor: Visitor,
  page: Omit<InvitedPage, 'proposal'> & { proposal?: InviteeProposal | null },
  status = 200,
): Promise<void> {
  const proposal = page.proposal ?? (await proposalOf(site, visitor, page.meeting));
  await site.show(response, 'meetings/meeting.njk', invitedPage(site.deps, visitor, { ...page, proposal }), {
    status,
    visitor,
  });
}

/** Nothing was changed, and why; the page shows how things stand now. */
async function showRefused(site: Site, response: Response, visitor: Visitor, inviteeId: string, why: Refused) {
  const { actor, address } = visitor;
  const now = await viewInvitedMeeting(site.deps, { actor, address, inviteeId });
  if (!now.ok) return site.notFound(response, visitor);
  return show(site, response, visitor, { meeting: now.value, refused: words.refused[why] }, 409);
}

/** What was just taken; whoever has declined is asked whether somebody else can come. */
function savedWords(said: 'answer' | 'times' | 'stand-in', meeting: InvitedMeetingView): string {
  return said === 'answer' && isWithoutStandIn(meeting) ? words.saved.declined : words.saved[said];
}

function showAsItIs(site: Site): InvitedHandler {
  return async (request, response, visitor, meeting) => {
    const { said } = request.query;
    const saved = said === 'answer' || said === 'times' || said === 'stand-in' ? savedWords(said, meeting) : undefined;
    return show(site, response, visitor, { meeting, saved });
  };
}

function takeTimes(site: Site): InvitedHandler {
  return async (request, response, visitor, meeting) => {
    const press = pressOf(request);
    const proposal = await proposalOf(site, visitor, meeting);
    const { inviteeId } = meeting;
    if (proposal === null) return showRefused(site, response, visitor, inviteeId, 'closed');
    if (press === undefined) return site.notFound(response, visitor);
    const answers = Object.fromEntries(proposal.slots.map(({ id }) => [id, typedOf(request, slotField(id))]));
    const note = typedOf(request, 'note');
    const who = typedAnsweredBy(request, visitor);
    const { actor, address } = visitor;
    const taken = await answerProposal(site.deps, { actor, address, inviteeId, answers, note, answeredBy: who, press });
    if (taken.ok) return response.redirect(303, `/meetings/${inviteeId}?said=times`);
    if (taken.reason === 'incomplete') {
      const again = { form: 'times' as const, typed: { answers, note }, who, problems: taken.problems };
      return show(site, response, visitor, { meeting, proposal, again }, 400);
    }
    if (taken.reason === 'not-found') return site.notFound(response, visitor);
    return showRefused(site, response, visitor, inviteeId, taken.reason);
  };
}

function takeResponse(site: Site): InvitedHandler {
  return async (request, response, visitor, meeting) => {
    const press = pressOf(request);
    if (press === undefined) return site.notFound(response, visitor);
    const typed = { response: typedOf(request, 'response'), note: typedOf(request, 'note') };
    const who = typedAnsweredBy(request, visitor);
    const { actor, address } = visitor;
    const { inviteeId } = meeting;
    const startsAt = shownTime(request);
    const taken = await answerInvitation(site.deps, {
      ...{ actor, address, inviteeId, ...typed, answeredBy: who, press },
      ...(startsAt === undefined ? {} : { startsAt }),
    });
    if (taken.ok) return response.redirect(303, `/meetings/${inviteeId}?said=answer`);
    if (taken.reason === 'incomplete') {
      const again = { form: 'answer' as const, typed, who, problems: taken.problems };
      return show(site, response, visitor, { meeting, again }, 400);
    }
    if (taken.reason === 'not-found' || taken.reason === 'not-allowed') return site.notFound(response, visitor);
    return showRefused(site, response, visitor, inviteeId, taken.reason);
  };
}

/** The time that the page showed when the form was filled in: an answer to another time is not taken for this one. */
function shownTime(request: Asked): Date | undefined {
  const shown = new Date(typedOf(request, 'startsAt'));
  return Number.isNaN(shown.getTime()) ? undefined : shown;
}
