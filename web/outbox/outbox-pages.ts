import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { readCalendarFile } from '../../services/calendar/read-calendar-file.ts';
import type { Outbox, OutboxMessage } from '../../services/mail/outbox.ts';
import type { InviteeResponse } from '../../services/meetings/model.ts';
import type { MailDescription } from '../../services/notifications/delivery-store.ts';
import { type Clock, formatInstant } from '../../services/platform/time.ts';
import { openPageRenderer } from '../page-renderer.ts';
import { mailHeaders, pageHeaders, sameOriginOnly } from '../page-security.ts';
import { aboutRows, answers, invitationView, listRow, type UpcomingMeeting, upcomingView } from './outbox-views.ts';

const HOME = '/outbox';
const STYLES = `${HOME}/assets/styles.css`;
const frame = {
  serviceName: 'Roundtable demo',
  homeUrl: HOME,
  stylesUrl: STYLES,
  footerText: 'A demo with made-up people. It is not an emergency service: call 999 or NHS 111 for urgent help.',
};
const SKIPPED = 'The time was moved to after the meeting. Its chair is asked for the outcome now.';
/** A minute past the end, so that "the end has passed" is plain on every clock. */
const PAST_THE_END_MS = 60_000;

export type OutboxPagesDeps = {
  outbox: Outbox;
  clock: Clock;
  /** What the delivery log says of these Message-IDs: whose invitation it is, summary or notice. */
  describe(messageIds: readonly string[]): Promise<Map<string, MailDescription>>;
  /** Moves the demo's clock, and does what is due by then. */
  skipTo(instant: Date): Promise<void>;
  /** Answers an invitation as its invitee would in their calendar. */
  answerAs(inviteeId: string, response: InviteeResponse): Promise<void>;
  /** Booked meetings whose end has not passed, soonest first. */
  upcoming(): Promise<UpcomingMeeting[]>;
};

const skipForm = z.object({ meetingId: z.uuid() });
const answerForm = z.object({ response: z.enum(['accepted', 'tentative', 'declined']) });

type Site = {
  deps: OutboxPagesDeps;
  router: Router;
  show(response: Response, template: string, view: object, status?: number): Promise<void>;
};

/** Forms are small, and come from a page of ours. */
const form: RequestHandler[] = [sameOriginOnly, express.urlencoded({ extended: false, limit: '2kb' })];

/**
 * The demo's outbox, at /outbox: every mail the local mailer has sent, with its invitation readable, and two buttons of
 * the demo. It has no sign-in: it must be served in the demo alone, on this machine alone.
 */
export function outboxPages(deps: OutboxPagesDeps): Router {
  const router = Router();
  const renderer = openPageRenderer();
  const site: Site = {
    deps,
    router,
    async show(response, template, view, status = 200) {
      const page = await renderer.page(`outbox/${template}.njk`, { ...frame, ...view });
      response.status(status).type('html').send(page);
    },
  };
  router.use(HOME, pageHeaders);
  router.get(STYLES, async (_request, response) => {
    response.setHeader('Cache-Control', 'max-age=3600');
    response.type('css').send(await renderer.styles());
  });
  addListPages(site);
  addMessagePages(site);
  return router;
}

function addListPages({ deps, router, show }: Site): void {
  router.get(HOME, async (request, response) => {
    const [items, upcoming] = await Promise.all([deps.outbox.list(), deps.upcoming()]);
    const delivered = await deps.describe(items.map((item) => item.messageId));
    await show(response, 'list', {
      title: 'Messages the demo has sent',
      done: request.query.done === 'skipped' ? SKIPPED : undefined,
      now: formatInstant(deps.clock.now()),
      upcoming: upcoming.map(upcomingView),
      rows: items.map((item) => listRow(HOME, item, delivered.get(item.messageId))),
    });
  });
  router.post(`${HOME}/skip`, form, async (request: Request, response: Response) => {
    const { data } = skipForm.safeParse(request.body);
    const meeting = data && (await deps.upcoming()).find((one) => one.meetingId === data.meetingId);
    // Skipped already, by a second press: the list shows how things stand.
    if (meeting === undefined) return response.redirect(303, HOME);
    await deps.skipTo(new Date(meeting.endsAt.getTime() + PAST_THE_END_MS));
    response.redirect(303, `${HOME}?done=skipped`);
  });
}

function addMessagePages({ deps, router, show }: Site): void {
  const notFound = (response: Response) => show(response, 'not-found', { title: 'There is no such message' }, 404);
  const open = async (request: Request<{ id: string }>): Promise<Opened | undefined> => {
    const message = await deps.outbox.read(request.params.id);
    if (message === undefined) return undefined;
    return { message, delivered: (await deps.describe([message.messageId])).get(message.messageId) };
  };
  router.get(`${HOME}/:id`, async (request, response) => {
    const opened = await open(request);
    if (opened === undefined) return notFound(response);
    await show(response, 'message', messageView(opened, request.query.done));
  });
  router.get(`${HOME}/:id/html`, mailHeaders, async (request: Request<{ id: string }>, response: Response) => {
    const opened = await open(request);
    if (opened === undefined) return notFound(response);
    response.type('html').send(opened.message.html);
  });
  router.get(`${HOME}/:id/calendar.ics`, async (request, response) => {
    const opened = await open(request);
    if (opened?.message.calendar == null) return notFound(response);
    const { calendar, calendarMethod } = opened.message;
    response.attachment('meeting.ics');
    response.setHeader('Content-Type', `text/calendar; charset=utf-8; method=${calendarMethod ?? 'PUBLISH'}`);
    response.send(Buffer.from(calendar));
  });
  router.post(`${HOME}/:id/answer`, form, async (request: Request<{ id: string }>, response: Response) => {
    const opened = await open(request);
    const { data } = answerForm.safeParse(request.body);
    const inviteeId = opened?.delivered?.inviteeId;
    if (data === undefined || opened?.message.calendarMethod !== 'REQUEST' || !inviteeId) return notFound(response);
    await deps.answerAs(inviteeId, data.response);
    response.redirect(303, `${HOME}/${opened.message.id}?done=${data.response}`);
  });
}

type Opened = { message: OutboxMessage; delivered: MailDescription | undefined };

function messageView(opened: Opened, done: unknown) {
  const { message, delivered } = opened;
  return {
    title: message.subject,
    messageUrl: `${HOME}/${message.id}`,
    done: answers.find((answer) => answer.response === done)?.done,
    about: aboutRows(message, delivered),
    invitation: message.calendar === null ? undefined : invitationView(readCalendarFile(message.calendar)),
    canAnswer: message.calendarMethod === 'REQUEST' && delivered?.inviteeId != null,
    answers,
    text: message.text,
  };
}
