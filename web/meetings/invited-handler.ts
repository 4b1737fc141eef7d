import type { Request, Response } from 'express';
import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import type { Visitor } from '../../services/sign-in/model.ts';

/** A page of somebody of an agency, or who was invited for their work: the meeting is theirs to see. */
export type InvitedHandler = (
  request: Request<Record<string, string>>,
  response: Response,
  visitor: Visitor,
  meeting: InvitedMeetingView,
) => Promise<unknown>;
