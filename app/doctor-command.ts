import { parseArgs } from 'node:util';
import { z } from 'zod';
import { doctorSummary, doctorUsage, findingLine } from '../wording/doctor.ts';
import { examine } from './doctor/doctor.ts';

/** The address a test mail goes to, where one was asked for; null where the command line is not understood. */
function readArguments(args: string[]): { sendTestTo: string | undefined } | null {
  try {
    const { values } = parseArgs({ args, options: { 'send-test-to': { type: 'string' } } });
    return { sendTestTo: z.email().optional().parse(values['send-test-to']) };
  } catch {
    return null;
  }
}

const asked = readArguments(process.argv.slice(2));
if (asked === null) {
  console.error(doctorUsage);
  process.exitCode = 2;
} else {
  const findings = await examine(process.env, { ...asked, say: (finding) => console.log(findingLine(finding)) });
  console.log(doctorSummary(findings));
  process.exitCode = findings.some(({ state }) => state === 'wrong') ? 1 : 0;
}
