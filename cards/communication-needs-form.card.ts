import type { NeedsProblem, TypedNeeds } from '../services/people/model.ts';
import { letterFormats } from '../services/people/model.ts';
import type { NeedsOfPerson } from '../services/people/view-communication-needs.ts';
import { needsProblemText, needsWords } from '../wording/communication-needs.ts';
import { letterFormatLabels } from '../wording/letter-card.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { recordFormCard } from './record-form.ts';

export type CommunicationNeedsFormView = {
  person: NeedsOfPerson;
  /** The record that the form was opened on, and goes back to. */
  about: { entryId: string } | { meetingId: string; requestId: string | null };
  typed?: TypedNeeds;
  problems?: readonly NeedsProblem[];
  notice?: CardNotice | undefined;
  press: string;
};

/** What somebody needs to take part: what is recorded, or what was typed, to be changed. */
export function communicationNeedsFormCard(view: CommunicationNeedsFormView): AdaptiveCard {
  const { person, about, notice, press } = view;
  const { needs, personId, seen } = person;
  const typed = view.typed ?? {
    format: needs.format ?? '',
    interpreter: needs.interpreter ?? '',
    phoneFirst: needs.phoneFirst ? 'yes' : 'no',
    other: needs.other ?? '',
  };
  const errors = (field: NeedsProblem['field']) =>
    (view.problems ?? []).filter((one) => one.field === field).map(needsProblemText);
  const formats = letterFormats.map((code) => ({ code, label: letterFormatLabels[code] }));
  const yesNo = [
    { code: 'yes', label: needsWords.yes },
    { code: 'no', label: needsWords.no },
  ];
  const ids = idsOf(about);
  return recordFormCard({
    heading: needsWords.heading,
    summary: needsWords.title,
    about: person,
    intro: [needsWords.intro],
    notice,
    fields: [
      {
        as: 'choice',
        id: 'format',
        label: needsWords.format,
        typed: typed.format,
        errors: errors('format'),
        choices: formats,
      },
      {
        ...{ as: 'choice', id: 'phoneFirst', label: needsWords.phoneFirst, typed: typed.phoneFirst },
        ...{ errors: errors('phoneFirst'), choices: yesNo },
      },
      {
        as: 'line',
        id: 'interpreter',
        label: needsWords.interpreter,
        typed: typed.interpreter,
        errors: errors('interpreter'),
      },
      { as: 'text', id: 'other', label: needsWords.other, typed: typed.other, errors: errors('other') },
    ],
    buttons: [
      {
        title: needsWords.send,
        verb: 'set-communication-needs',
        data: { ...ids, personId, seen, press },
        style: 'positive',
      },
      'entryId' in about
        ? { title: 'Back', verb: 'show-person', data: ids }
        : { title: 'Back', verb: about.requestId === null ? 'show-meeting' : 'show-request', data: ids },
    ],
  });
}

function idsOf(about: CommunicationNeedsFormView['about']): Record<string, string> {
  if ('entryId' in about) return { entryId: about.entryId };
  const { meetingId, requestId } = about;
  return requestId === null ? { meetingId } : { meetingId, requestId };
}
