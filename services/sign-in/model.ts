import { z } from 'zod';
import type { Actor } from '../access/actor.ts';

/** What a personal link leads to. Each is for one address and one thing; a list shows everything of its address. */
export const linkKinds = ['meeting', 'action', 'question', 'consent', 'draft', 'list'] as const;
type LinkKind = (typeof linkKinds)[number];

/** `targetId`: an invitee, an agreed action's key, a receiver of a question, a person, or a draft of theirs. */
export type LinkTarget = { kind: Exclude<LinkKind, 'list'>; targetId: string } | { kind: 'list'; targetId: null };

/** A link as it was found. One that was taken back, or never was, is 'unknown': the two are not told apart. */
export type FoundLink =
  | { state: 'usable'; target: LinkTarget; address: string }
  /** Too old: a new one can be sent to the same address. */
  | { state: 'expired'; linkId: string }
  | { state: 'unknown' };

/** Somebody who has shown, by a code, that they read an address. Their rights are those of that address alone. */
export type Visitor = {
  actor: Extract<Actor, { kind: 'professional' }>;
  /** In small letters */
  address: string;
  /** As they gave it; empty until they have. */
  name: string;
  /** What is remembered of a requester or referrer. */
  profile: { jobRole: string | null; organisation: string | null; phone: string | null };
  /** Several people read the address: every answer says whose it is. */
  sharedInbox: boolean;
};

/** Who answered from an inbox that several people read. */
export const answeredBySchema = z.object({ name: z.string(), jobRole: z.string(), phone: z.string() });
export type AnsweredBy = z.infer<typeof answeredBySchema>;

/** A link in a mail works for so many days. A newer mail brings a newer link. */
export const LINK_DAYS = 30;
/** A code: so many digits, for so many minutes, with so many tries. */
export const CODE_DIGITS = 6;
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
/** More codes than this an hour are not sent to one address: its reader would be flooded. The answer stays the same. */
export const CODES_AN_HOUR = 5;
/** Nor more than this a day: with five tries each, nobody guesses their way in by asking for weeks. */
export const CODES_A_DAY = 20;
/** Without "remember this device for today", a browser is forgotten after this many minutes. */
export const SESSION_MINUTES = 60;
/** In letters and digits of base64url: 256 bits. */
export const SECRET_LENGTH = 43;
