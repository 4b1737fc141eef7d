import { recordBasisFormCard } from '../../cards/record-basis-form.card.ts';
import { openStates } from '../../services/mbe-requests/model.ts';
import { recordBasis as record } from '../../services/mbe-requests/record-basis.ts';
import { teamDone } from '../../wording/team-refusals.ts';
import { typedText } from '../press-data.ts';
import { openTeamForm, pressOnRequest, showDone, showRefused } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** Records whether the person knows and agrees; what was held back for it goes out. */
export const recordBasis = cardAction(
  'record-basis',
  pressOnRequest.extend({ basis: typedText, basisDetail: typedText, basisDay: typedText }),
  async (turn, { requestId, press, ...typed }) => {
    const { deps, actor } = turn;
    const said = { basis: typed.basis, detail: typed.basisDetail, day: typed.basisDay };
    const recorded = await record(deps, { actor, requestId, press, ...said });
    if (recorded.ok) return showDone(turn, requestId, teamDone.basisRecorded);
    if (recorded.reason !== 'incomplete') return showRefused(turn, requestId, recorded);
    const { problems } = recorded;
    return openTeamForm(turn, 'record-basis', { requestId, states: openStates }, (request) =>
      recordBasisFormCard({ request, typed, problems, press: deps.newId() }),
    );
  },
);
