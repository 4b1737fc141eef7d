import type { Request, Response } from 'express';
import type { FamilyMeetingView } from '../../services/meetings/family-meeting.ts';
import { viewFamilyMeeting } from '../../services/meetings/view-family-meeting.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { familyWords as words } from '../../wording/pages/family-forms.ts';
import type { answeredByFields } from '../site/answered-by.ts';
import { errorsOf, type FieldView } from '../site/form.ts';
import type { Site } from '../site/site.ts';
import { bodyClassOf, formatAsked } from './family-view.ts';

type Asking = Request<Record<string, string>>;

/** A form of the family: what it shows, with what was typed and what is wrong with it. */
export type FamilyForm = {
  title: string;
  lines?: readonly string[];
  fields: readonly FieldView[];
  button: string;
  /** The first field is the page's heading. */
  onlyQuestion?: boolean;
  /** What the page showed, so that an answer to something else is not taken. */
  shown?: string;
  who?: ReturnType<typeof answeredByFields>;
};

/** The way to the meeting's page in the format that was chosen; `done` says what was just done. */
export function meetingPath(request: Asking, done?: string): string {
  const format = formatAsked(request.query.format);
  const query = [...(done ? [`done=${done}`] : []), ...(format ? [`format=${format}`] : [])].join('&');
  return `/meetings/${request.params.inviteeId}${query === '' ? '' : `?${query}`}`;
}

/** The meeting that a form is about; the page that stands for nothing is sent where it is not theirs. */
export async function meetingFor(
  site: Site,
  request: Asking,
  response: Response,
  visitor: Visitor,
): Promise<FamilyMeetingView | null> {
  const { actor, address } = visitor;
  const inviteeId = request.params.inviteeId ?? '';
  const found = await viewFamilyMeeting(site.deps, { actor, address, inviteeId });
  if (found.ok) return found.value;
  await site.notFound(response, visitor);
  return null;
}

/** Sends a form's page; with errors it is a 400, and nothing was changed. */
export function showForm(
  site: Site,
  request: Asking,
  to: { response: Response; visitor: Visitor; meeting: FamilyMeetingView },
  form: FamilyForm,
  notice: string | null = null,
): Promise<void> {
  const { response, visitor, meeting } = to;
  const asked = formatAsked(request.query.format);
  const fields = [...form.fields, ...(form.who?.fields ?? [])];
  const errors = [...errorsOf(fields), ...(notice === null ? [] : [{ text: notice, href: '#maincontent' }])];
  const view = {
    onlyQuestion: false,
    ...form,
    errors,
    action: request.originalUrl,
    press: site.deps.newId(),
    backUrl: meetingPath(request),
    backWords: words.back,
    bodyClass: bodyClassOf(asked ?? meeting.format),
  };
  return site.show(response, 'family/form.njk', view, { status: errors.length > 0 ? 400 : 200, visitor });
}
