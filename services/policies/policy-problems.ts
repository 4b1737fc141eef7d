import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** 'cetrRepeat, value, adult': the way to what is wrong, beginning with the rule it is about. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path[0] === 'rules' && path.length > 1 ? path.slice(1) : path;
  if (first === undefined) return 'The file';
  return [first, ...rest].map((part) => (typeof part === 'number' ? `entry ${part + 1}` : String(part))).join(', ');
}

const kinds: Record<string, string> = {
  string: 'text between quotation marks',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in curly brackets',
  record: 'an object in curly brackets',
};

const quoted = (values: readonly unknown[]) => values.map((value) => `“${String(value)}”`).join(', ');

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): string {
  if (issue.origin === 'string') return 'must not be empty.';
  if (issue.origin === 'array')
    return `must have at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}.`;
  return `must be ${issue.inclusive ? `at least ${issue.minimum}` : `more than ${issue.minimum}`}.`;
}

/** What is wrong there, without the place. A schema's own sentence comes first. */
function sentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing.' : `must be ${kinds[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return issue.input === undefined
        ? 'is missing.'
        : `${typeof issue.input === 'object' ? 'what stands there' : quoted([issue.input])} is none of ${quoted(issue.values)}.`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return `must be at most ${issue.maximum}.`;
    case 'invalid_format':
      return issue.format === 'date'
        ? `${quoted([issue.input])} is not a day of the calendar in the form 2026-11-01.`
        : isOwn(issue.message)
          ? issue.message
          : `${quoted([issue.input])} is not written as it must be: small letters, digits and single dashes, such as “support-at-home”.`;
    default:
      return isOwn(issue.message) ? issue.message : 'is not what belongs there.';
  }
}

/** A sentence of ours goes on from the place ("is not …") and ends; those of the library begin with a capital letter. */
const isOwn = (message: string) => /^[a-z].*\.$/.test(message);

/** Every problem that the schema found, each in one sentence that begins with the rule it is about. */
export function problemSentences(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const place = placeOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [`${place}: ${sentence(issue)}`];
    return issue.keys.map((key) =>
      issue.path.length === 1 && issue.path[0] === 'rules'
        ? `${key}: there is no rule of this name.`
        : `${place}: there is no field “${key}” here.`,
    );
  });
}
