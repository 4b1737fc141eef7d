import { z } from 'zod';

/** Ids are kept and sent back as they are, so one that no database and no address could hold is none. */
const id = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

/** The parts of a Teams activity the product reads; everything else is left alone. */
export const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(500),
  from: z.looseObject({ id, aadObjectId: id.optional(), name: z.string().max(500).optional() }),
  recipient: z.looseObject({ id }),
  conversation: z.looseObject({
    id,
    conversationType: z.enum(['personal', 'channel', 'groupChat']).optional(),
    tenantId: id.optional(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id }).optional() }).nullish(),
  text: z.string().max(200_000).nullish(),
  value: z.unknown().optional(),
  name: z.string().max(200).nullish(),
  action: z.string().max(100).nullish(),
  replyToId: id.nullish(),
});

export type TeamsActivity = z.infer<typeof activitySchema>;

/** The channel a thread belongs to: Teams writes `<channel>;messageid=<n>` for a reply in a channel. */
export function conversationIdOf(activity: TeamsActivity): string {
  return activity.conversation.id.split(';')[0] ?? activity.conversation.id;
}

/** Every tenant that an activity says it comes from: one, where Teams has made it. */
export function tenantsOf(activity: TeamsActivity): string[] {
  return [activity.channelData?.tenant?.id, activity.conversation.tenantId].flatMap((id) => id ?? []);
}

/** What was typed, without the bot's own mention and with Teams' non-breaking spaces made plain. */
export function typedText(activity: TeamsActivity): string {
  return (activity.text ?? '')
    .replace(/<at[^>]{0,200}>[^<]{0,200}<\/at>/g, ' ')
    .replace(/\u00a0/g, ' ')
    .trim();
}

const pressSchema = z.looseObject({
  action: z.looseObject({ verb: z.string().min(1).max(100), data: z.unknown().optional() }),
});

/** A press of a card's button: its verb, and its data together with the card's inputs. Undefined when it is not one. */
export function pressOf(activity: TeamsActivity): { verb: string; data: unknown } | undefined {
  if (activity.type === 'invoke') {
    const press = pressSchema.safeParse(activity.value);
    return press.success ? { verb: press.data.action.verb, data: press.data.action.data ?? {} } : undefined;
  }
  // The fallback of clients without Action.Execute: a message whose value carries the verb.
  const submitted = z.looseObject({ verb: z.string().min(1).max(100) }).safeParse(activity.value);
  return submitted.success ? { verb: submitted.data.verb, data: submitted.data } : undefined;
}
