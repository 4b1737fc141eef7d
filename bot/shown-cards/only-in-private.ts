import { emergencyBox } from '../../cards/card-top.ts';
import { messageCard } from '../../cards/message.card.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { onlyInPrivate } from '../../wording/bot-says.ts';
import type { ShownCard } from '../turn.ts';

/**
 * What is answered in a group chat or another team's channel, whatever is said there: what to do in an emergency, and where to
 * go on. https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/deep-link-teams
 */
export function showOnlyInPrivate({ policy }: Pick<Deps, 'policy'>, appId: string | null): ShownCard {
  const card = messageCard({
    heading: onlyInPrivate.heading,
    text: [onlyInPrivate.text, onlyInPrivate.fromHere],
    buttons: [],
    emergency: emergencyBox(policy.emergencyAdvice.value),
  });
  const chat = `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}`;
  const actions = appId === null ? [] : [{ type: 'Action.OpenUrl', title: onlyInPrivate.button, url: chat }];
  return { card: { ...card, actions }, summary: onlyInPrivate.heading };
}
