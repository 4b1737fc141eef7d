import type { Response } from 'express';
import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import { nameStandIn } from '../../services/meetings/name-stand-in.ts';
import type { TypedAnsweredBy } from '../../services/sign-in/answered-by.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { meetingProblem, meetingWords as words } from '../../wording/pages/meeting.ts';
import { answeredByFields, typedAnsweredBy } from '../site/answered-by.ts';
import { errorsOf, type FieldView, pressOf, typedOf } from '../site/form.ts';
import type { Site, VisitorHandler } from '../site/site.ts';
import type { InvitedHandler } from './invited-handler.ts';

type Again = {
  typed: { name: string; email: string };
  who: TypedAnsweredBy | null;
  problems: readonly { field: string; problem: string }[];
  /** Of the address as a whole: somebody with it is invited already. */
  emailError?: string;
};

/** Somebody invited names who comes in their place: a page of its own, because it asks for somebody else. */
export function addStandInPages(
  site: Site,
  path: string,
  forInvited: (handler: InvitedHandler) => VisitorHandler,
): void {
  site.get(
    `${path}/stand-in`,
    forInvited((_request, response, visitor, meeting) => show(site, response, visitor, meeting)),
  );
  site.post(
    `${path}/stand-in`,
    forInvited(async (request, response, visitor, meeting) => {
      const press = pressOf(request);
      if (press === undefined) return site.notFound(response, visitor);
      const typed = { name: typedOf(request, 'standInName'), email: typedOf(request, 'standInEmail') };
      const who = typedAnsweredBy(request, visitor);
      const { inviteeId } = meeting;
      const { actor, address } = visitor;
      const about = { actor, address, inviteeId, standIn: typed, answeredBy: who, press };
      const named = await nameStandIn(site.deps, about);
      if (named.ok) return response.redirect(303, `/meetings/${inviteeId}?said=stand-in`);
      switch (named.reason) {
        case 'incomplete':
          return show(site, response, visitor, meeting, { typed, who, problems: named.problems });
        case 'already-invited':
          return show(site, response, visitor, meeting, {
            ...{ typed, who, problems: [], emailError: words.refused['already-invited'] },
          });
        case 'not-found':
        case 'not-allowed':
          return site.notFound(response, visitor);
        default:
          return show(site, response, visitor, meeting, {
            typed,
            who,
            problems: [],
            emailError: words.refused[named.reason],
          });
      }
    }),
  );
}

function show(site: Site, response: Response, visitor: Visitor, meeting: InvitedMeetingView, again?: Again) {
  const isPossible = meeting.state === 'being-arranged' || (meeting.state === 'booked' && !meeting.ended);
  if (!isPossible && again === undefined) return site.notFound(response, visitor);
  const { standIn } = words;
  const errorOf = (name: string) => {
    const wrong = again?.problems.find(({ field }) => field === name);
    return wrong && meetingProblem(wrong);
  };
  const field = (name: string, kind: 'line' | 'email', label: string, value: string, error?: string): FieldView => ({
    ...{ name, kind, label, value },
    ...(error === undefined ? {} : { error }),
  });
  const fields = [
    field('standInName', 'line', standIn.name, again?.typed.name ?? '', errorOf('standInName')),
    field(
      'standInEmail',
      'email',
      standIn.email,
      again?.typed.email ?? '',
      again?.emailError ?? errorOf('standInEmail'),
    ),
  ];
  const who = answeredByFields(visitor, again?.who ?? null, again?.problems ?? []);
  const errors = errorsOf([...fields, ...(who?.fields ?? [])]);
  const view = {
    ...{ title: standIn.title, lines: standIn.lines, button: standIn.button, fields, who, errors },
    caption: `${words.caption} ${meeting.reference}`,
    backUrl: `/meetings/${meeting.inviteeId}`,
    press: site.deps.newId(),
  };
  return site.show(response, 'meetings/stand-in.njk', view, { status: errors.length > 0 ? 400 : 200, visitor });
}
