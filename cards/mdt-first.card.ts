import type { DraftView } from '../services/mbe-requests/model.ts';
import { mdtFirstWords as words } from '../wording/mdt-first.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { formFields, inputLimits } from './form-field.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { cardTemplate } from './template.ts';

/** The fields of the two questions. */
export const mdtFields = ['mdtTried', 'mdtWhen', 'mdtWhoCame', 'mdtWouldHelp'] as const;

const REASON_ON_CARD = 200;
/** As the two steps themselves show it. */
const MOST_FROM_MESSAGE = 1500;
const questions = cardTemplate(import.meta.dirname, 'mdt-first');
const colleagues = cardTemplate(import.meta.dirname, 'mdt-colleagues');

/** Two plain questions where the reason for no MDT says too little, and the offer of an invitation. It holds nothing back. */
export function mdtFirstCard({ draft, fromMessage = '' }: { draft: DraftView; fromMessage?: string }): AdaptiveCard {
  const data = { draftId: draft.id };
  return fitCard(inputLimits, (limit) =>
    questions({
      title: words.title,
      why: words.why(plain(cutText(draft.typed.whyNoMdt ?? '', REASON_ON_CARD).text)),
      offer: words.offer,
      tried: words.tried,
      // What of a pasted message found no field stands in the next step again.
      fromMessage: cutText(fromMessage, Math.min(limit, MOST_FROM_MESSAGE)).text,
      fields: formFields(mdtFields, draft.typed, [], limit),
      actions: [
        actionButton({ title: words.goOn, verb: 'mdt-go-on', data, style: 'positive' }),
        actionButton({ title: words.invitation, verb: 'open-mdt-invitation', data }),
        actionButton({ title: 'Back', verb: 'open-draft', data }),
      ],
    }),
  );
}

/** Whom the requester wants at an MDT. `error` says what is wrong with what was typed. */
export function mdtColleaguesCard({ draft, error }: { draft: DraftView; error?: string }): AdaptiveCard {
  const data = { draftId: draft.id };
  return fitCard(inputLimits, (limit) =>
    colleagues({
      title: words.colleaguesTitle,
      why: words.colleaguesWhy,
      errors: error === undefined ? [] : [`Error: ${error}`],
      fields: formFields(['mdtColleagues'], draft.typed, [], limit),
      actions: [
        actionButton({ title: words.find, verb: 'find-mdt-times', data, style: 'positive' }),
        actionButton({ title: 'Back', verb: 'open-draft', data }),
      ],
    }),
  );
}
