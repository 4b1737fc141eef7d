import type { NewDelivery } from '../../../services/notifications/model.ts';
import { runDelivery } from '../../../services/notifications/run-delivery.ts';
import { addDeliveries } from '../../../services/notifications/store.ts';
import type { Jobs } from '../../../services/platform/jobs.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';
import type { TestDeps } from '../../support/deps.ts';
import { fakeMailer } from '../../support/fake-mailer.ts';
import { fakeNotifier } from '../../support/fake-notifier.ts';

export const organiser = { name: 'Dynamic Support Register team', address: 'dsr.team@example.org' };

/** A delivery service with a mailer and a notifier that do as they are told. */
export function deliveryService(deps: TestDeps<Jobs>) {
  const mailer = fakeMailer();
  const notifier = fakeNotifier();
  const all = { ...deps, mailer, notifier, words: deliveryWords, organiser };
  const find = (where: { eventKey: string }) => deps.db.delivery.findUniqueOrThrow({ where });
  return {
    mailer,
    notifier,
    deps: all,
    find,
    /** Runs one delivery as its job would. */
    async run(eventKey: string, { lastTry = false } = {}) {
      await runDelivery(all, { deliveryId: (await find({ eventKey })).id, lastTry });
      return find({ eventKey });
    },
    /** Runs whatever is due, and what follows from it, until nothing is. */
    async runAll() {
      for (;;) {
        const due = await deps.db.delivery.findMany({ where: { state: 'due' }, orderBy: { createdAt: 'asc' } });
        if (due.length === 0) return;
        for (const { id } of due) await runDelivery(all, { deliveryId: id, lastTry: true });
      }
    },
    add: (...deliveries: NewDelivery[]) => deps.db.$transaction((tx) => addDeliveries(tx, deps, deliveries)),
    todos: () => deps.db.teamTodo.findMany({ orderBy: { eventKey: 'asc' } }),
    /** Event keys of all deliveries that follow from others. */
    keys: async () => (await deps.db.delivery.findMany({ orderBy: { eventKey: 'asc' } })).map((row) => row.eventKey),
  };
}
