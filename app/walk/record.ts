import type { Stage } from './stage.ts';

/** Prints what is on record: how many rows of each kind, and the audit trail. */
export async function showRecord(stage: Stage): Promise<void> {
  const { db } = stage.demo.service.deps;
  stage.heading('20. What is on record');
  const counts = await Promise.all(
    Object.entries({
      'MbE requests': db.mbeRequest.count(),
      people: db.person.count(),
      'questions asked': db.informationRequest.count(),
      corrections: db.requestCorrection.count(),
      meetings: db.meeting.count(),
      invitees: db.invitee.count(),
      'proposed times': db.proposedTime.count(),
      'outcome versions': db.outcome.count(),
      attendance: db.attendance.count(),
      decisions: db.decision.count(),
      'agreed actions': db.agreedAction.count(),
      referrals: db.referral.count(),
      'register entries': db.registerEntry.count(),
      'register events': db.registerEvent.count(),
      'consent events': db.consentEvent.count(),
      'dates that are due': db.clock.count(),
      letters: db.letter.count(),
      'to-dos': db.teamTodo.count(),
      deliveries: db.delivery.count(),
      'audit events': db.auditEvent.count(),
    }).map(async ([what, count]) => `${String(await count).padStart(5)}  ${what}`),
  );
  console.log(`\n${counts.join('\n')}\n`);
  for (const event of await db.auditEvent.findMany({ orderBy: { id: 'asc' } })) {
    const change = event.toState ? `${event.fromState ?? '–'} → ${event.toState}` : '';
    console.log(`  ${event.at.toISOString()}  ${event.result.padEnd(7)}  ${event.useCase.padEnd(24)}  ${change}`);
  }
  const deliveries = await db.delivery.groupBy({ by: ['kind', 'state'], _count: true, orderBy: { kind: 'asc' } });
  console.log('');
  for (const row of deliveries) console.log(`  ${String(row._count).padStart(3)}  ${row.kind}: ${row.state}`);
}
