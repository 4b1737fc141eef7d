import type { ActionProblem, TypedAction } from '../agreed-actions/model.ts';

/** A decision as typed: `key` is the one it was stored under before, if any. No parties = everybody invited. */
export type TypedDecision = { key: string | null; text: string; parties: string[] };
export type TypedAttendance = { inviteeId: string; came: string; standInName?: string | null };

/**
 * What a coordinator has typed about a meeting. What is left out stays as it was saved before, so that a form can ask in
 * steps; on the first save that is nothing at all.
 */
export type TypedOutcome = {
  attendance?: TypedAttendance[];
  decisions?: TypedDecision[];
  actions?: TypedAction[];
  /** '' or null = none recommended */
  recommendedRating?: string | null;
  nextStep?: string | null;
  themes?: string[];
  gaps?: string | null;
};

/** Why a field of an outcome was not taken. `index` counts from 0 among the rows typed, blank ones included. */
export type OutcomeProblem =
  | { field: 'attendance'; inviteeId: string; problem: 'missing' | 'unknown-choice' | 'no-name' | 'too-long' }
  | { field: 'decisions'; index: number; part: 'text' | 'parties'; problem: 'missing' | 'too-long' | 'unknown-choice' }
  | ActionProblem
  | { field: 'decisions' | 'actions'; problem: 'too-many' }
  | { field: 'recommendedRating' | 'themes'; problem: 'unknown-choice' }
  | { field: 'nextStep' | 'gaps'; problem: 'too-long' };
