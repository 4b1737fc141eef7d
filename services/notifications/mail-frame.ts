import type { Deps } from '../platform/deps.ts';
import type { MailFrame } from './words-port.ts';

/** What every mail says of its sender: of those that are sent and of those that are previewed alike. */
export function mailFrame({ policy, organiser }: Pick<Deps, 'policy' | 'organiser'>): MailFrame {
  return { team: policy.team, contact: organiser.address, emergencyAdvice: policy.emergencyAdvice.value };
}
