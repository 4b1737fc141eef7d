import type { MailFrame, Organiser } from '../services/notifications/words-port.ts';
import type { Deps } from '../services/platform/deps.ts';

/** What every mail says of its sender, so that a preview shows the very words of the mail. */
export function mailFrame(deps: Pick<Deps, 'policy'> & { organiser?: Organiser }): MailFrame {
  const { policy, organiser } = deps;
  return {
    team: policy.team,
    contact: organiser?.address ?? '',
    emergencyAdvice: policy.emergencyAdvice.value,
  };
}
