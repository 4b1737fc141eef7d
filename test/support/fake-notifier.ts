import type { Notifier, TeamsMessage, TeamsReceiver, TeamsSendResult } from '../../services/notifications/port.ts';

/** A notifier that keeps what it posted; answers with what it is told to, 'sent' until then. */
export function fakeNotifier() {
  const posted: { receiver: TeamsReceiver; message: TeamsMessage }[] = [];
  const refreshed: string[] = [];
  let answer: (receiver: TeamsReceiver) => TeamsSendResult = () => ({ sent: true, activityId: 'activity-1' });
  const notifier: Notifier = {
    async post(receiver, message) {
      const result = answer(receiver);
      // An unclear post did arrive here: whoever repeats it shows up as posting twice.
      if (result.sent || result.because === 'unclear') posted.push({ receiver, message });
      return result;
    },
    async refresh(nounId) {
      refreshed.push(nounId);
    },
  };
  return {
    ...notifier,
    posted,
    refreshed,
    answers(next: TeamsSendResult | ((receiver: TeamsReceiver) => TeamsSendResult)) {
      answer = typeof next === 'function' ? next : () => next;
    },
  };
}
