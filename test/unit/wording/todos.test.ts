import { describe, expect, it } from 'vitest';
import { deliveryKinds } from '../../../services/notifications/model.ts';
import { todoWords } from '../../../wording/todos.ts';

describe('a message that did not arrive', () => {
  const words = (kind: 'delivery-failed' | 'delivery-unclear', delivery: (typeof deliveryKinds)[number]) =>
    todoWords({ kind, delivery, said: null, invitee: null, meeting: null }).text.join(' ');

  it.each(deliveryKinds)('%s tells the team what to do now', (delivery) => {
    for (const kind of ['delivery-failed', 'delivery-unclear'] as const) {
      expect(words(kind, delivery)).toMatch(/Write|Tell|tell|Check|Ask|Open|Look at|Call/);
    }
  });

  it.each([
    ['referral-for-triage', '“referrals”'],
    ['letter-to-release', '“letters”'],
    ['register-enquiry', '“register questions”'],
    ['register-digest', '“due”'],
    ['request-for-triage', '“queue”'],
  ] as const)(
    '%s, a card for the channel, is said to be safe, and how it is opened; no address is to blame',
    (kind, command) => {
      expect(words('delivery-failed', kind)).toContain(command);
      expect(words('delivery-unclear', kind)).toContain(command);
      expect(words('delivery-failed', kind)).not.toContain('address');
    },
  );

  it('to somebody invited is still told them another way', () => {
    expect(words('delivery-failed', 'invitation')).toContain('tell them another way');
    expect(words('delivery-unclear', 'summary')).toContain('Ask them');
  });
});
