import { answerInvitation } from '../../services/meetings/answer-invitation.ts';
import type { FamilyMeetingView, FamilyTextProblem } from '../../services/meetings/family-meeting.ts';
import { sayInAdvance } from '../../services/meetings/say-in-advance.ts';
import { sayWhatHelps } from '../../services/meetings/say-what-helps.ts';
import { sayWhomYouBring } from '../../services/meetings/say-whom-you-bring.ts';
import type { Result } from '../../services/platform/result.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { familyTextProblem, familyWords as words } from '../../wording/pages/family-forms.ts';
import { answeredByFields, typedAnsweredBy } from '../site/answered-by.ts';
import { pressOf, typedOf } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { type FamilyForm, meetingFor, meetingPath, showForm } from './family-form.ts';
import { addTimesForm } from './family-times.ts';

/** Every form about a meeting, each on a page of its own. */
export function addFamilyForms(site: Site): void {
  addComeForm(site);
  addTimesForm(site);
  addTextForm(site, 'say', sayInAdvance, ({ words: said }) => said);
  addTextForm(site, 'bring', sayWhomYouBring, ({ bringing }) => bringing);
  addTextForm(site, 'helps', sayWhatHelps, () => null);
}

type SayText = (
  deps: Site['deps'],
  input: { actor: Visitor['actor']; address: string; inviteeId: string; text: string; press: string },
) => Promise<
  Result<
    null,
    { reason: 'not-allowed' | 'not-found' | 'too-late' } | { reason: 'incomplete'; problems: FamilyTextProblem[] }
  >
>;

function addTextForm(
  site: Site,
  page: 'say' | 'bring' | 'helps',
  say: SayText,
  said: (meeting: FamilyMeetingView) => string | null,
): void {
  const form = (value: string, error?: string): FamilyForm => {
    const { title, lines, label, button } = words[page];
    const kind = page === 'bring' ? 'line' : 'text';
    return { title, lines, button, fields: [{ name: 'text', kind, label, value, error, rows: 8 }] };
  };
  const path = `/meetings/:inviteeId/${page}`;
  site.get(path, async (request, response, visitor) => {
    const meeting = await meetingFor(site, request, response, visitor);
    if (meeting === null) return;
    await showForm(site, request, { response, visitor, meeting }, form(said(meeting) ?? ''));
  });
  site.post(path, async (request, response, visitor) => {
    const meeting = await meetingFor(site, request, response, visitor);
    if (meeting === null) return;
    const { actor, address } = visitor;
    const text = typedOf(request, 'text');
    const press = pressOf(request) ?? site.deps.newId();
    const done = await say(site.deps, { actor, address, inviteeId: meeting.inviteeId, text, press });
    if (done.ok) return response.redirect(303, meetingPath(request, page));
    const to = { response, visitor, meeting };
    if (done.reason === 'incomplete') {
      const [problem] = done.problems;
      return showForm(site, request, to, form(text, problem && familyTextProblem(problem, page)));
    }
    if (done.reason === 'too-late') return showForm(site, request, to, form(text), words.tooLate);
    return site.notFound(response, visitor);
  });
}

function addComeForm(site: Site): void {
  const { title, hint, choices, note, button } = words.come;
  const form = (
    meeting: FamilyMeetingView,
    typed: { response: string; note: string },
    who: FamilyForm['who'],
    errors: { response?: string | undefined; note?: string | undefined } = {},
  ): FamilyForm => ({
    ...{ title, button, who: who ?? null, onlyQuestion: true, shown: meeting.startsAt?.toISOString() ?? '' },
    fields: [
      {
        ...{ name: 'response', kind: 'choice', label: title, labelIsHeading: true, hint, choices },
        ...{ value: typed.response, error: errors.response },
      },
      { name: 'note', kind: 'line', label: note, value: typed.note, error: errors.note },
    ],
  });
  site.get('/meetings/:inviteeId/come', async (request, response, visitor) => {
    const meeting = await meetingFor(site, request, response, visitor);
    if (meeting === null) return;
    const typed = { response: meeting.response ?? '', note: '' };
    await showForm(site, request, { response, visitor, meeting }, form(meeting, typed, answeredByFields(visitor)));
  });
  site.post('/meetings/:inviteeId/come', async (request, response, visitor) => {
    const meeting = await meetingFor(site, request, response, visitor);
    if (meeting === null) return;
    const { actor, address } = visitor;
    const typed = { response: typedOf(request, 'response'), note: typedOf(request, 'note') };
    const answeredBy = typedAnsweredBy(request, visitor);
    const shown = new Date(typedOf(request, 'shown'));
    const done = await answerInvitation(site.deps, {
      ...{ actor, address, inviteeId: meeting.inviteeId, ...typed, answeredBy },
      ...(Number.isNaN(shown.getTime()) ? {} : { startsAt: shown }),
      press: pressOf(request) ?? site.deps.newId(),
    });
    if (done.ok) return response.redirect(303, meetingPath(request, 'come'));
    const to = { response, visitor, meeting };
    if (done.reason === 'not-allowed' || done.reason === 'not-found') return site.notFound(response, visitor);
    const problems = done.reason === 'incomplete' ? done.problems : [];
    const wrong = (field: string) => problems.some((one) => one.field === field);
    const errors = {
      response: wrong('response') ? words.chooseAnswer : undefined,
      note: wrong('note') ? words.noteTooLong : undefined,
    };
    const who = answeredByFields(visitor, answeredBy, problems);
    const notice =
      done.reason === 'incomplete' ? null : done.reason === 'changed-meanwhile' ? words.changed : words.tooLate;
    return showForm(site, request, to, form(meeting, typed, who, errors), notice);
  });
}
